// Writes an ONNX file.
import { packageVersion } from "../../system/index.ts";
import {
  ELEMENT_TYPES,
  FIELDS,
  type OnnxGraph,
  type OnnxNode,
  type OnnxPort,
  type OnnxTensor,
} from "./onnx-model.ts";
import { WireWriter } from "./wire-writer.ts";

/** Read by onnxruntime since 1.8, of 2021. */
const IR_VERSION = 7;
const OPSET_VERSION = 13;

/** The bytes of a model of standard operators, whose nodes have no attributes. */
export function printOnnx(graph: OnnxGraph, name: string): Uint8Array {
  const opset = new WireWriter().text(FIELDS.opset.domain, "").integer(FIELDS.opset.version, OPSET_VERSION);
  return new WireWriter()
    .integer(FIELDS.model.irVersion, IR_VERSION)
    .text(FIELDS.model.producerName, "traintracks")
    .text(FIELDS.model.producerVersion, packageVersion())
    .message(FIELDS.model.graph, printGraph(graph, name))
    .message(FIELDS.model.opsetImport, opset)
    .finish();
}

function printGraph({ nodes, constants, inputs, outputs }: OnnxGraph, name: string): WireWriter {
  const writer = new WireWriter();
  for (const node of nodes) writer.message(FIELDS.graph.node, printNode(node));
  writer.text(FIELDS.graph.name, name);
  for (const tensor of constants) writer.message(FIELDS.graph.initializer, printTensor(tensor));
  for (const port of inputs) writer.message(FIELDS.graph.input, printPort(port));
  for (const port of outputs) writer.message(FIELDS.graph.output, printPort(port));
  return writer;
}

function printNode({ operator, inputs, outputs }: OnnxNode): WireWriter {
  const writer = new WireWriter();
  for (const input of inputs) writer.text(FIELDS.node.input, input);
  for (const output of outputs) writer.text(FIELDS.node.output, output);
  return writer.text(FIELDS.node.opType, operator);
}

function printTensor({ name, type, dims, values }: OnnxTensor): WireWriter {
  const writer = new WireWriter();
  for (const length of dims) writer.integer(FIELDS.tensor.dims, length);
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat64(8 * i, value, true);
  });
  return writer
    .integer(FIELDS.tensor.dataType, ELEMENT_TYPES[type])
    .text(FIELDS.tensor.name, name)
    .bytes(FIELDS.tensor.rawData, bytes);
}

function printPort({ name, type, dims }: OnnxPort): WireWriter {
  const shape = new WireWriter();
  for (const length of dims) {
    const dim = new WireWriter();
    if (length === undefined) dim.text(FIELDS.dim.param, "rows");
    else dim.integer(FIELDS.dim.value, length);
    shape.message(FIELDS.shape.dim, dim);
  }
  const tensorType = new WireWriter()
    .integer(FIELDS.tensorType.elementType, ELEMENT_TYPES[type])
    .message(FIELDS.tensorType.shape, shape);
  return new WireWriter()
    .text(FIELDS.valueInfo.name, name)
    .message(FIELDS.valueInfo.type, new WireWriter().message(FIELDS.type.tensor, tensorType));
}
