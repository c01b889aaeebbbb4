// The files by which a container engine builds an image that serves a model.
import { packageManifest } from "./package-manifest.ts";

/** The port inside the image. */
const PORT = 8080;
/** The model's folder beside the Dockerfile. */
export const DOCKER_MODEL_FOLDER = "model";

const HEALTH_CHECK = `fetch("http://127.0.0.1:${PORT}/ping").then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;

const SERVE = [
  ...["node", "node_modules/traintracks/dist/cli/main.js", "models", "serve"],
  ...["-m", DOCKER_MODEL_FOLDER, "-p", String(PORT), "--host", "0.0.0.0"],
];

/**
 * The files that stand beside the model's folder, by name. Building needs the base image and npm, and nothing else; the
 * image runs as a user without rights, and takes a new model without installing anything again.
 */
export function dockerFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["Dockerfile", dockerfile()],
    ["package.json", packageManifest()],
  ]);
}

function dockerfile(): string {
  return `# Serves the model in ./${DOCKER_MODEL_FOLDER} on port ${PORT}:
#   docker build -t model . && docker run --rm -p ${PORT}:${PORT} model
FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /srv
COPY package.json ./
RUN npm install --no-audit --no-fund && npm cache clean --force
COPY ${DOCKER_MODEL_FOLDER} ./${DOCKER_MODEL_FOLDER}
USER node
EXPOSE ${PORT}
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ${JSON.stringify(["node", "-e", HEALTH_CHECK])}
CMD ${JSON.stringify(SERVE)}
`;
}
