// Courses of metrics for charts: exact where a screen can show every point, by the extremes of each bucket otherwise.
import { Readable } from "node:stream";
import { invalidValue } from "../../../errors/index.ts";
import {
  bandOf,
  type Course,
  type CourseAxis,
  type CoursePoint,
  courseOf,
  factsOf,
  type MetricHistory,
  partOf,
  type RunTable,
} from "../../../tracking/index.ts";
import { MAX_BUCKETS, MAX_SERIES } from "../../limits.ts";
import { choice, double, fallback, flag, list, required, text } from "../../requests/fields.ts";
import { type Route, route } from "../../routes/route.ts";
import { runId } from "../../routes/run-routes.ts";
import { DownloadAnswer } from "../download-answer.ts";
import { atMost, metricCell, within } from "../query-fields.ts";
import { tableOf } from "../store-table.ts";
import { uiPath } from "../ui-path.ts";
import { numbersToJson, valueToJson } from "../value-json.ts";

const AXES = ["step", "time", "relative", "metric"] as const;
type Axis = (typeof AXES)[number];
const POINTS_PER_PART = 2000;

/** Every call that reads courses. */
export const chartRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: uiPath("metrics/histories"),
    readOnly: true,
    request: {
      series: atMost(MAX_SERIES, list(metricCell)),
      x: fallback(choice(AXES), "step"),
      xKey: text,
      from: double,
      to: double,
      buckets: within(1, MAX_BUCKETS, 500),
      band: fallback(flag, false),
    },
    answer: ({ series, x, xKey, from, to, buckets, band }, services) => {
      const table = tableOf(services);
      if (x === "metric" && !xKey)
        throw invalidValue("Missing value for required parameter 'x_key': it names the metric along x");
      const range = { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY };
      const courses: ShiftedCourse[] = [];
      const answers = series.map(({ runId, key }) => {
        const found = courseAlong(table, runId, key, x, xKey);
        if (found === undefined)
          return { run_id: runId, key, total: 0, in_range: 0, is_exact: true, ...EMPTY };
        courses.push(found);
        return { run_id: runId, key, ...partToJson(found, range.from, range.to, buckets) };
      });
      return { series: answers, band: band ? bandToJson(courses, range.from, range.to, buckets) : undefined };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("metrics/download"),
    request: { runId, metricKey: required(text), format: fallback(choice(["csv", "json"]), "csv") },
    answer: ({ runId, metricKey, format }, services) => {
      const history = tableOf(services).history(runId, metricKey);
      if (history === undefined) throw invalidValue(`Run ${runId} has no metric ${metricKey}`);
      const name = `${runId}-${metricKey.replace(/[^\w.-]/g, "_")}.${format}`;
      const parts = format === "csv" ? csvParts(history) : jsonParts(history);
      return new DownloadAnswer(name, format, Readable.from(parts));
    },
  }),
];

const EMPTY = {
  x: [],
  y: [],
  steps: [],
  times: [],
  min: null,
  max: null,
  first_x: null,
  last_x: null,
  n_nan: 0,
  n_inf: 0,
};

/** A course, and what is taken off its x: the start of the run for a relative time. */
interface ShiftedCourse {
  readonly history: MetricHistory;
  readonly course: Course;
  readonly shift: number;
}

function courseAlong(
  table: RunTable,
  runId: string,
  key: string,
  axis: Axis,
  xKey: string | undefined,
): ShiftedCourse | undefined {
  const history = table.history(runId, key);
  if (history === undefined || history.length === 0) return undefined;
  let along: CourseAxis = { kind: axis === "step" ? "step" : "time" };
  if (axis === "metric") {
    const other = table.history(runId, xKey ?? "");
    if (other === undefined) return undefined;
    along = { kind: "metric", other };
  }
  const shift = axis === "relative" ? (table.row(runId)?.info()?.startTimeMs ?? 0) : 0;
  return { history, course: courseOf(history, along), shift };
}

function partToJson(
  { history, course, shift }: ShiftedCourse,
  from: number,
  to: number,
  buckets: number,
): object {
  const { points, inRange, isExact } = partOf(course, from + shift, to + shift, buckets);
  const { min, max, nanCount, infinityCount } = factsOf(course, history);
  const places = course.places === undefined ? points : points.map((point) => course.places?.[point] ?? 0);
  const first = course.x[0];
  const last = course.x[course.length - 1];
  return {
    total: course.length,
    in_range: inRange,
    is_exact: isExact,
    x: numbersToJson(Array.from(points, (point) => (course.x[point] ?? 0) - shift)),
    y: numbersToJson(Array.from(points, (point) => course.y[point] ?? Number.NaN)),
    steps: Array.from(places, (place) => history.steps[place]),
    times: Array.from(places, (place) => history.timesMs[place]),
    min: pointToJson(min, shift),
    max: pointToJson(max, shift),
    first_x: first === undefined ? null : valueToJson(first - shift),
    last_x: last === undefined ? null : valueToJson(last - shift),
    n_nan: nanCount,
    n_inf: infinityCount,
  };
}

function pointToJson(point: CoursePoint | undefined, shift: number): object | null {
  return point === undefined
    ? null
    : { value: point.value, step: point.step, x: valueToJson(point.x - shift) };
}

function bandToJson(courses: readonly ShiftedCourse[], from: number, to: number, buckets: number): object {
  const shifted = courses.map(({ course, shift }) =>
    shift === 0 ? course : { ...course, x: course.x.slice(0, course.length).map((x) => x - shift) },
  );
  const { standardDeviation, ...band } = bandOf(shifted, from, to, buckets);
  return { ...band, std: standardDeviation };
}

function* csvParts(history: MetricHistory): Generator<string> {
  yield "step,timestamp,value\n";
  for (let start = 0; start < history.length; start += POINTS_PER_PART) {
    let part = "";
    for (let i = start; i < Math.min(start + POINTS_PER_PART, history.length); i++) {
      part += `${history.steps[i]},${history.timesMs[i]},${history.values[i]}\n`;
    }
    yield part;
  }
}

function* jsonParts(history: MetricHistory): Generator<string> {
  yield "[";
  for (let i = 0; i < history.length; i++) {
    const point = {
      step: history.steps[i],
      timestamp: history.timesMs[i],
      value: valueToJson(history.values[i]),
    };
    yield `${i === 0 ? "\n" : ",\n"}${JSON.stringify(point)}`;
  }
  yield "\n]\n";
}
