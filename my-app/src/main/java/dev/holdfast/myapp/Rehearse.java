package dev.holdfast.myapp;

import dev.holdfast.data.SqliteLibrary;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.ops.Logs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Starts the program on a database of its own and asks it a few things, so that Java learns what a start loads. The first on a database
 * also makes that, which later starts do not.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Starts on a database in FOLDER, answers a few requests and ends; ./run does so after a build.",
        mixinStandardHelpOptions = true)
final class Rehearse implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Where the database lies; made where it is missing.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        SqliteLibrary.unpack();
        Files.createDirectories(folder);
        var settings = Settings.read(
                Map.of(
                        "APP_ENV",
                        "test",
                        "HOST",
                        "127.0.0.1",
                        "PORT",
                        "0",
                        "DATABASE_URL",
                        "sqlite:" + folder.resolve("rehearsal.db")),
                folder);
        Logs.start(settings.logs());
        var serve = new Serve(settings);
        try (var app = serve.open();
                var server = serve.start(app)) {
            get(server.port(), "/");
            get(server.port(), "/api/v1/users/me");
            get(server.port(), "/api/v1/products");
            post(server.port(), "/api/v1/auth/login", "{}");
        }
        return 0;
    }

    private static void get(int port, String path) throws IOException {
        ask(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    }

    private static void post(int port, String path, String body) throws IOException {
        ask(
                port,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void ask(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
