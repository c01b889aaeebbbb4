// Fills a grid between scattered points, for contours.

/** A point in the unit square and what was measured there. */
export interface GridPoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const POWER = 2;
/** Points nearer than this share one place. */
const TOUCHING = 1e-12;

/**
 * Inverse distance weighting (Shepard, "A two-dimensional interpolation function for irregularly-spaced data", 1968),
 * with the weights falling by the square: never beyond the values measured, and equal to them at their points.
 *
 * @param size Cells along each side.
 * @returns Row by row from y = 0, each cell at its middle.
 */
export function interpolateGrid(points: readonly GridPoint[], size: number): Float64Array {
  const grid = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      grid[row * size + column] = weightedMean(points, (column + 0.5) / size, (row + 0.5) / size);
    }
  }
  return grid;
}

function weightedMean(points: readonly GridPoint[], x: number, y: number): number {
  let sum = 0;
  let weights = 0;
  for (const point of points) {
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (distance < TOUCHING) return point.z;
    const weight = 1 / distance ** (POWER / 2);
    sum += weight * point.z;
    weights += weight;
  }
  return sum / weights;
}
