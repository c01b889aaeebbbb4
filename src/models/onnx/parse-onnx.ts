// Reads an ONNX file, which may be broken or hostile.
import { quote, unparsable } from "../../errors/index.ts";
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
import { WireMessage } from "./wire-reader.ts";

const MAX_RANK = 8;

/**
 * Reads the graph of a model.
 *
 * @param bytes The file.
 * @param where The file, for messages.
 * @throws SyntaxError when it is no ONNX file or holds what is not read here.
 */
export function parseOnnx(bytes: Uint8Array, where: string): OnnxGraph {
  const [graph, second] = new WireMessage(bytes, where).messages(FIELDS.model.graph);
  if (graph === undefined || second !== undefined) {
    throw unparsable(`Cannot read ${where}: it is no ONNX file, or has no graph`);
  }
  const constants = graph.messages(FIELDS.graph.initializer).map((tensor) => parseTensor(tensor, where));
  const names = new Set(constants.map((tensor) => tensor.name));
  const ports = (field: number, parse = parsePort): readonly OnnxPort[] =>
    graph.messages(field).map((port) => parse(port, where));
  return {
    nodes: graph.messages(FIELDS.graph.node).map((node) => parseNode(node, where)),
    constants,
    // Before IR version 4 the constants were listed among the inputs.
    inputs: ports(FIELDS.graph.input).filter((port) => !names.has(port.name)),
    outputs: ports(FIELDS.graph.output, parseOutput),
  };
}

function parseNode(node: WireMessage, where: string): OnnxNode {
  return {
    operator: node.text(FIELDS.node.opType),
    domain: node.text(FIELDS.node.domain),
    inputs: node.texts(FIELDS.node.input),
    outputs: node.texts(FIELDS.node.output),
    attributes: new Map(
      node
        .messages(FIELDS.node.attribute)
        .map((attribute) => [attribute.text(FIELDS.attribute.name), parseAttribute(attribute, where)]),
    ),
  };
}

function parseAttribute(attribute: WireMessage, where: string): OnnxAttribute {
  const type = attribute.integer(FIELDS.attribute.type, 0);
  switch (type) {
    case ATTRIBUTE_KINDS.float:
      return attribute.float(FIELDS.attribute.f, 0);
    case ATTRIBUTE_KINDS.int:
      return attribute.integer(FIELDS.attribute.i, 0);
    case ATTRIBUTE_KINDS.string:
      return attribute.text(FIELDS.attribute.s);
    case ATTRIBUTE_KINDS.floats:
      return attribute.floats(FIELDS.attribute.floats);
    case ATTRIBUTE_KINDS.ints:
      return attribute.integers(FIELDS.attribute.ints);
    case ATTRIBUTE_KINDS.strings:
      return attribute.texts(FIELDS.attribute.strings);
    default:
      throw unparsable(
        `Cannot read ${where}: attribute ${quote(attribute.text(FIELDS.attribute.name))} has a kind that is not supported: ${type}`,
      );
  }
}

function parseTensor(tensor: WireMessage, where: string): OnnxTensor {
  const name = tensor.text(FIELDS.tensor.name);
  const type = elementType(tensor.integer(FIELDS.tensor.dataType, 0), name, where);
  const dims = tensor.integers(FIELDS.tensor.dims);
  const texts = type === "string" ? tensor.texts(FIELDS.tensor.stringData) : undefined;
  const values = texts === undefined ? valuesOf(tensor, type, name, where) : Float64Array.from(texts.keys());
  const size = dims.reduce((product, length) => product * length, 1);
  if (dims.length > MAX_RANK || size !== values.length) {
    throw unparsable(
      `Cannot read ${where}: constant ${quote(name)} has ${values.length} values, which is not its shape [${dims.slice(0, MAX_RANK).join(", ")}]`,
    );
  }
  return { name, type, dims, values, texts };
}

function valuesOf(tensor: WireMessage, type: OnnxElementType, name: string, where: string): Float64Array {
  const raw = tensor.bytes(FIELDS.tensor.rawData);
  if (raw === undefined) {
    if (type === "float") return tensor.floats(FIELDS.tensor.floatData);
    if (type === "double") return tensor.doubles(FIELDS.tensor.doubleData);
    return Float64Array.from(
      tensor.integers(type === "bool" ? FIELDS.tensor.int32Data : FIELDS.tensor.int64Data),
    );
  }
  const sizeBytes = type === "bool" ? 1 : type === "float" ? 4 : 8;
  if (raw.length % sizeBytes !== 0)
    throw unparsable(`Cannot read ${where}: constant ${quote(name)} is cut off`);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float64Array.from({ length: raw.length / sizeBytes }, (_, i) => {
    const at = i * sizeBytes;
    if (type === "bool") return view.getUint8(at);
    if (type === "float") return view.getFloat32(at, true);
    return type === "double" ? view.getFloat64(at, true) : Number(view.getBigInt64(at, true));
  });
}

function elementType(code: number, name: string, where: string): OnnxElementType {
  for (const type of ["float", "double", "int64", "string", "bool"] as const) {
    if (ELEMENT_TYPES[type] === code) return type;
  }
  throw unparsable(
    `Cannot read ${where}: ${quote(name)} must be of numbers, texts or truths: its element type is ${code}`,
  );
}

function parsePort(port: WireMessage, where: string): OnnxPort {
  const name = port.text(FIELDS.valueInfo.name);
  const [type] = port.messages(FIELDS.valueInfo.type);
  const [tensor] = type?.messages(FIELDS.type.tensor) ?? [];
  if (tensor === undefined) {
    throw unparsable(`Cannot read ${where}: ${quote(name)} must be a tensor`);
  }
  const [shape] = tensor.messages(FIELDS.tensorType.shape);
  const dims = shape?.messages(FIELDS.shape.dim) ?? [];
  return {
    name,
    type: elementType(tensor.integer(FIELDS.tensorType.elementType, 0), name, where),
    dims: dims.map((dim) => {
      const length = dim.integer(FIELDS.dim.value, 0);
      return length === 0 ? undefined : length;
    }),
  };
}

/** Outputs may also be lists of maps, whose types nobody here needs. */
function parseOutput(port: WireMessage, where: string): OnnxPort {
  const [type] = port.messages(FIELDS.valueInfo.type);
  const isTensor = type !== undefined && type.messages(FIELDS.type.tensor).length > 0;
  return isTensor
    ? parsePort(port, where)
    : { name: port.text(FIELDS.valueInfo.name), type: "float", dims: [] };
}
