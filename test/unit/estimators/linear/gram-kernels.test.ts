import { describe, expect, it } from "vitest";
import {
  type GramWorkspace,
  plainWorkspace,
  simdWorkspace,
} from "../../../../src/estimators/linear/simd/gram-workspace.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

function filled(workspace: GramWorkspace, seed: number): GramWorkspace {
  const random = new RandomState(seed);
  for (let at = 0; at < workspace.panel.length; at++) workspace.panel[at] = random.standardNormal();
  return workspace;
}

const makers = { plain: plainWorkspace, SIMD: simdWorkspace };

describe.each(Object.entries(makers))("the %s kernel for products of columns", (_name, make) => {
  it.each([
    [16, 4],
    [8, 12],
    [256, 4],
    [32, 104],
  ])("adds up what plain sums give, for panels of %i rows and %i columns", (stride, width) => {
    const workspace = make(stride, width)!;
    const { panel, products } = workspace;
    const expected = new Float64Array(width * width);
    for (const seed of [1, 2]) {
      filled(workspace, seed).add();
      for (let i = 0; i < width; i++) {
        for (let j = 0; j <= i; j++) {
          for (let k = 0; k < stride; k++)
            expected[i * width + j]! += panel[i * stride + k]! * panel[j * stride + k]!;
        }
      }
    }
    for (let i = 0; i < width; i++) {
      const row = (matrix: Float64Array): Float64Array => matrix.slice(i * width, i * width + i + 1);
      // The sums are taken in another order, which costs a few units in the last place of the largest term.
      expect(row(products)).toBeAllClose(row(expected), { rtol: 1e-13, atol: 1e-13 * stride });
    }
  });
});

describe("the SIMD kernel", () => {
  it("starts from zeros whatever was in its memory before", () => {
    filled(simdWorkspace(16, 8)!, 3).add();
    const again = simdWorkspace(8, 8)!;
    again.add();
    expect(again.products.every((value) => value === 0)).toBe(true);
  });

  it("keeps working when more memory is needed, and less again", () => {
    for (const width of [4, 400, 4]) {
      const [simd, plain] = [simdWorkspace(8, width)!, plainWorkspace(8, width)];
      filled(simd, 4).add();
      filled(plain, 4).add();
      expect(simd.products).toBeAllClose(plain.products, { rtol: 1e-13, atol: 1e-12 });
    }
  });
});
