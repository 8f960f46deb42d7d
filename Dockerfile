# Built in one stage, run from another: the image holds the release folder and nothing else.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run package

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Equity Assistant" \
      org.opencontainers.image.description="Records a city's racial-equity work and tells each department what is still missing" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    NODE_OPTIONS=--max-semi-space-size=2
# Only the embedded database writes here; with DATABASE_URL the root file system may be read-only.
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build /build/release ./
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "main.js"]
