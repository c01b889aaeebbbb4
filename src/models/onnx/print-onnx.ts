// Writes an ONNX file.
import { packageVersion } from "../../system/index.ts";
import {
  ATTRIBUTE_KINDS,
  ELEMENT_TYPES,
  FIELDS,
  type OnnxAttribute,
  type OnnxElementType,
  type OnnxGraph,
  type OnnxNode,
  type OnnxPort,
  type OnnxTensor,
} from "./onnx-model.ts";
import { WireWriter } from "./wire-writer.ts";

/** Read by onnxruntime since 1.8, of 2021. */
const IR_VERSION = 7;
/** The versions of the operators, by domain. */
const OPSETS: Readonly<Record<string, number>> = { "": 13, "ai.onnx.ml": 1 };

/**
 * The bytes of a model.
 *
 * @param graph Attributes that are single numbers must be whole and not negative.
 */
export function printOnnx(graph: OnnxGraph, name: string): Uint8Array {
  const writer = new WireWriter()
    .integer(FIELDS.model.irVersion, IR_VERSION)
    .text(FIELDS.model.producerName, "traintracks")
    .text(FIELDS.model.producerVersion, packageVersion())
    .message(FIELDS.model.graph, printGraph(graph, name));
  for (const domain of new Set(["", ...graph.nodes.map((node) => node.domain)])) {
    const opset = new WireWriter().text(FIELDS.opset.domain, domain);
    writer.message(FIELDS.model.opsetImport, opset.integer(FIELDS.opset.version, OPSETS[domain] ?? 1));
  }
  return writer.finish();
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

function printNode({ operator, domain, inputs, outputs, attributes }: OnnxNode): WireWriter {
  const writer = new WireWriter();
  for (const input of inputs) writer.text(FIELDS.node.input, input);
  for (const output of outputs) writer.text(FIELDS.node.output, output);
  writer.text(FIELDS.node.opType, operator);
  for (const [name, value] of attributes) {
    writer.message(FIELDS.node.attribute, printAttribute(name, value));
  }
  return domain === "" ? writer : writer.text(FIELDS.node.domain, domain);
}

function printAttribute(name: string, value: OnnxAttribute): WireWriter {
  const { attribute } = FIELDS;
  const writer = new WireWriter().text(attribute.name, name);
  const ofKind = (kind: number): WireWriter => writer.integer(attribute.type, kind);
  if (typeof value === "number") return ofKind(ATTRIBUTE_KINDS.int).integer(attribute.i, value);
  if (typeof value === "string") return ofKind(ATTRIBUTE_KINDS.string).text(attribute.s, value);
  if (value instanceof Float64Array) {
    return ofKind(ATTRIBUTE_KINDS.floats).bytes(attribute.floats, bytesOf("float", value));
  }
  if (value.every((one) => typeof one === "number")) {
    return ofKind(ATTRIBUTE_KINDS.ints).integers(attribute.ints, value);
  }
  ofKind(ATTRIBUTE_KINDS.strings);
  for (const text of value) writer.text(attribute.strings, String(text));
  return writer;
}

function printTensor({ name, type, dims, values, texts }: OnnxTensor): WireWriter {
  const writer = new WireWriter();
  for (const length of dims) writer.integer(FIELDS.tensor.dims, length);
  writer.integer(FIELDS.tensor.dataType, ELEMENT_TYPES[type]).text(FIELDS.tensor.name, name);
  if (texts === undefined) return writer.bytes(FIELDS.tensor.rawData, bytesOf(type, values));
  for (const text of texts) writer.text(FIELDS.tensor.stringData, text);
  return writer;
}

/** Numbers as the file has them: one behind the other, the lowest byte first. */
function bytesOf(type: OnnxElementType, values: Float64Array): Uint8Array {
  const sizeBytes = type === "bool" ? 1 : type === "float" ? 4 : 8;
  const bytes = new Uint8Array(sizeBytes * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    const at = sizeBytes * i;
    if (type === "bool") view.setUint8(at, value);
    else if (type === "float") view.setFloat32(at, value, true);
    else if (type === "double") view.setFloat64(at, value, true);
    else view.setBigInt64(at, BigInt(value), true);
  });
  return bytes;
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
