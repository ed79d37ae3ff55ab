package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything lies and how each backend is started there.
 *
 * @param root the repository
 * @param out what a run leaves behind
 * @param postgresPort where PostgreSQL listens; 0 where nobody needs it
 */
record Site(Path root, Path out, int postgresPort) {

    private static final String SECRET = "a secret for measurements, of more than 32 bytes";
    private static final String ENOUGH = "1000000000";

    Launch launch(Backend backend, Work work, int port) {
        return switch (backend) {
            case HOLDFAST ->
                work == Work.USER
                        ? myApp(port, "sqlite:" + out.resolve("my-app.db"))
                        : bench(Peer.HOLDFAST_LOGGING, port);
            case HOLDFAST_POSTGRES ->
                myApp(port, "postgres://%s@127.0.0.1:%d/holdfast".formatted(Postgres.USER, postgresPort));
            case EXPRESS -> node("express", port);
            case SPRING -> spring(port);
            case FASTIFY -> node("fastify", port);
            case NETTY -> bench(Peer.NETTY, port);
        };
    }

    private Launch myApp(int port, String database) {
        var variables = variables(port);
        variables.put("APP_ENV", "production");
        variables.put("DATABASE_URL", database);
        variables.put("MIGRATE", "at-start");
        variables.put("RATE_LIMIT", ENOUGH + "/15m");
        variables.put("TRUSTED_PROXIES", "127.0.0.1");
        return new Launch(List.of(root.resolve("run").toString()), root, variables, "/health");
    }

    private Launch bench(Peer peer, int port) {
        var command = List.of(
                java(),
                "@" + root.resolve("my-app/jvm.options"),
                "-cp",
                System.getProperty("java.class.path"),
                Serve.class.getName(),
                peer.word(),
                Integer.toString(port));
        return new Launch(command, root, variables(port), Work.EXAMPLE);
    }

    private Launch node(String name, int port) {
        var variables = variables(port);
        variables.put("NODE_ENV", "production");
        variables.put("RATE_LIMIT_MAX", ENOUGH);
        variables.put("PGDATABASE", name);
        return new Launch(
                List.of("node", "server.js"), root.resolve("bench/peers").resolve(name), variables, "/health");
    }

    private Launch spring(int port) {
        var variables = variables(port);
        variables.put("PGDATABASE", "spring");
        variables.put("ACCESS_LOG_FOLDER", out.toString());
        var command = List.of(java(), "-jar", "target/spring-peer.jar");
        return new Launch(command, root.resolve("bench/peers/spring"), variables, "/health");
    }

    private Map<String, String> variables(int port) {
        return new HashMap<>(Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(port),
                "JWT_SECRET",
                SECRET,
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(postgresPort),
                "PGUSER",
                Postgres.USER,
                "PGPASSWORD",
                Postgres.USER));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
