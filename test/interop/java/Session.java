// A session with MLflow's Java client, at the server named by the argument: prints what came back, one fact a line.
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowContext;

public class Session {
  static void fact(String name, Object value) {
    System.out.println("fact " + name + ": " + value);
  }

  static String errorOf(Runnable action) {
    try {
      action.run();
      return "none";
    } catch (RuntimeException error) {
      return error.getMessage().contains("RESOURCE_DOES_NOT_EXIST") ? "RESOURCE_DOES_NOT_EXIST" : error.toString();
    }
  }

  public static void main(String[] args) throws Exception {
    MlflowClient client = new MlflowClient(args[0]);
    String experiment = client.createExperiment(CreateExperiment.newBuilder().setName("java")
        .addTags(ExperimentTag.newBuilder().setKey("team").setValue("jvm")).build());
    fact("by name", client.getExperimentByName("java").get().getExperimentId().equals(experiment));
    fact("no such name", client.getExperimentByName("nope").isPresent());
    client.setExperimentTag(experiment, "note", "n");
    fact("experiment tags", client.getExperiment(experiment).getTagsList().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue()).sorted().collect(Collectors.toList()));
    fact("experiments", client.searchExperiments().getItems().size());

    RunInfo info = client.createRun(experiment);
    String run = info.getRunId();
    fact("same ids", info.getRunUuid().equals(run));
    client.logParam(run, "alpha", "0.5");
    client.logMetric(run, "loss", 0.25, 1795486950865L, 3);
    client.logMetric(run, "nan", Double.NaN);
    client.logBatch(run,
        Arrays.asList(
            Metric.newBuilder().setKey("loss").setValue(1e-300).setTimestamp(1795486950866L).setStep(-4).build(),
            Metric.newBuilder().setKey("inf").setValue(Double.NEGATIVE_INFINITY).setTimestamp(1).build()),
        Arrays.asList(Param.newBuilder().setKey("text é").setValue("가 & \"b\"").build()),
        Arrays.asList(RunTag.newBuilder().setKey("mark").setValue("<1>").build()));
    client.setTag(run, "gone", "x");
    client.deleteTag(run, "gone");
    client.setTerminated(run, RunStatus.FAILED, 1795486950900L);
    Run found = client.getRun(run);
    fact("status", found.getInfo().getStatus() + " " + found.getInfo().getEndTime());
    fact("params", found.getData().getParamsList().stream()
        .map(param -> param.getKey() + "=" + param.getValue()).sorted().collect(Collectors.toList()));
    fact("metrics", found.getData().getMetricsList().stream()
        .map(metric -> metric.getKey() + "=" + metric.getValue() + "@" + metric.getStep()).sorted()
        .collect(Collectors.toList()));
    fact("tags", found.getData().getTagsList().stream().filter(tag -> !tag.getKey().startsWith("mlflow."))
        .map(tag -> tag.getKey() + "=" + tag.getValue()).collect(Collectors.toList()));
    fact("history", client.getMetricHistory(run, "loss").stream()
        .map(metric -> metric.getTimestamp() + " " + metric.getValue() + " " + metric.getStep())
        .collect(Collectors.toList()));

    List<String> here = Arrays.asList(experiment);
    for (int i = 0; i < 3; i++) {
      String other = client.createRun(experiment).getRunId();
      client.logMetric(other, "loss", i);
    }
    fact("search", client.searchRuns(here, "metrics.loss < 0.5 and params.alpha = '0.5'").size());
    fact("page", client.searchRuns(here, "", ViewType.ACTIVE_ONLY, 3, Arrays.asList("metrics.loss DESC"))
        .getItems().stream().map(item -> item.getData().getMetricsList().stream()
            .filter(metric -> metric.getKey().equals("loss")).findFirst().get().getValue())
        .collect(Collectors.toList()));
    fact("next page", client.searchRuns(here, "", ViewType.ACTIVE_ONLY, 3, Arrays.asList("metrics.loss DESC"))
        .getNextPage().getPageSize());
    client.deleteRun(run);
    fact("deleted", client.searchRuns(here, "", ViewType.DELETED_ONLY).size());
    client.restoreRun(run);
    client.renameExperiment(experiment, "java 2");
    client.deleteExperiment(experiment);
    fact("lifecycle", client.getExperiment(experiment).getLifecycleStage());
    client.restoreExperiment(experiment);
    fact("missing run", errorOf(() -> client.getRun("0".repeat(32))));

    MlflowContext context = new MlflowContext(client);
    context.setExperimentId(experiment);
    ActiveRun active = context.startRun("fluent");
    active.logParam("p", "1");
    active.logMetric("m", 2);
    Path file = Files.createTempDirectory("java").resolve("note.txt");
    Files.write(file, "from java".getBytes());
    active.logArtifact(file, "notes");
    active.endRun();
    String fluent = active.getId();
    fact("fluent", client.getRun(fluent).getInfo().getRunName() + " " + client.getRun(fluent).getInfo().getStatus());
    fact("artifacts", client.listArtifacts(fluent, "notes").stream()
        .map(artifact -> artifact.getPath() + " " + artifact.getFileSize()).collect(Collectors.toList()));
    File copy = client.downloadArtifacts(fluent, "notes/note.txt");
    fact("downloaded", new String(Files.readAllBytes(copy.toPath())));

    client.sendPost("registered-models/create", "{\"name\": \"jmodel\"}");
    for (int i = 0; i < 2; i++) {
      client.sendPost("model-versions/create",
          "{\"name\": \"jmodel\", \"source\": \"s3://bucket/model\", \"run_id\": \"" + run + "\"}");
    }
    client.sendPost("model-versions/transition-stage",
        "{\"name\": \"jmodel\", \"version\": \"1\", \"stage\": \"Production\"}");
    fact("registered", client.getRegisteredModel("jmodel").getName());
    fact("latest", client.getLatestVersions("jmodel").stream()
        .map(version -> version.getVersion() + " " + version.getCurrentStage()).sorted().collect(Collectors.toList()));
    fact("production", client.getLatestVersions("jmodel", Arrays.asList("Production")).size());
    ModelVersion version = client.getModelVersion("jmodel", "2");
    fact("version", version.getStatus() + " " + version.getRunId().equals(run));
    fact("versions", client.searchModelVersions("name = 'jmodel'").getItems().size());
    fact("download uri", client.getModelVersionDownloadUri("jmodel", "2"));
    client.close();
  }
}
