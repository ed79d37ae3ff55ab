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
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts the program on a database that is thrown away and asks it a few things, so that Java learns what a start loads. */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Starts on a throw-away database, answers a few requests and ends; ./run does so after a build.",
        mixinStandardHelpOptions = true)
final class Rehearse implements Callable<Integer> {

    private static final String PERSON = """
            {"name":"Ann","email":"ann@example.com","password":"password123"}""";
    private static final String LOGIN = """
            {"email":"ann@example.com","password":"password123"}""";

    @Override
    public Integer call() throws IOException {
        SqliteLibrary.unpack();
        var folder = Files.createTempDirectory("my-app-rehearsal");
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
            post(server.port(), "/api/v1/users", PERSON);
            post(server.port(), "/api/v1/auth/login", LOGIN);
            post(server.port(), "/api/v1/auth/login", "{}");
        } finally {
            delete(folder);
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

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
