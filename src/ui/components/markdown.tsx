// Markdown as elements of the page. Nothing in it is ever taken as HTML, and pictures from elsewhere stay links.
import "./markdown.css";
import { micromark } from "micromark";
import { createElement, type VNode } from "preact";
import { type MarkupNode, markupNodes } from "./markup-nodes.ts";

/** So long a text is drawn; what is behind that is cut. */
const MAX_CHARACTERS = 200_000;

/** A text in CommonMark. */
export function Markdown({ text }: { readonly text: string }): VNode {
  const nodes = markupNodes(micromark(text.slice(0, MAX_CHARACTERS)));
  return <div class="markdown">{nodes.map(draw)}</div>;
}

function draw(node: MarkupNode): VNode | string {
  if (typeof node === "string") return node;
  const { tag, attributes, children } = node;
  if (tag === "img") {
    const { src = "", alt = "" } = attributes;
    return isOwn(src) ? <img src={src} alt={alt} /> : <a {...outside(src)}>{alt || src}</a>;
  }
  if (tag === "a") return <a {...outside(attributes["href"] ?? "")}>{children.map(draw)}</a>;
  return createElement(tag, attributes, ...children.map(draw));
}

function isOwn(src: string): boolean {
  return src.startsWith("data:image/");
}

function outside(href: string): { readonly href?: string; readonly rel: string; readonly target: string } {
  const isSafe = /^(?:https?:|mailto:|#)/i.test(href);
  return { ...(isSafe ? { href } : {}), rel: "noreferrer noopener", target: "_blank" };
}
