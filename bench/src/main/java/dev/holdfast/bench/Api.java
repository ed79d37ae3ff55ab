package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API that all backends speak, as a client sees it. */
record Api(Running server, HttpClient client) implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final String USERS = "/api/v1/users";

    /** Somebody who was registered and signed in. */
    record Member(String id, String name, String email, String token) {

        String target() {
            return USERS + "/" + id;
        }
    }

    static Api of(Running server) {
        return new Api(
                server,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /** Registers somebody whom nobody else is, and signs them in. */
    Member join(String name, String email) throws IOException, InterruptedException {
        return signIn(register(name, email));
    }

    /** Registers somebody whom nobody else is. */
    Member register(String name, String email) throws IOException, InterruptedException {
        var draft = Map.of("name", name, "email", email, "password", password(email));
        var made = expect(201, post(USERS, JSON.writeValueAsString(draft)));
        return new Member(made.at("/data/user/id").asString(), name, email, "");
    }

    /** Returns the same person with a token that is new. */
    Member signIn(Member member) throws IOException, InterruptedException {
        var answer = expect(200, post("/api/v1/auth/login", credentials(member)));
        return new Member(
                member.id(),
                member.name(),
                member.email(),
                answer.at("/data/accessToken").asString());
    }

    /** Returns what somebody sends to sign in. */
    static String credentials(Member member) {
        return JSON.writeValueAsString(Map.of("email", member.email(), "password", password(member.email())));
    }

    /** Returns an address that nobody else has used: one address may register and sign in only so often. */
    static String someAddress() {
        var number = ADDRESSES.incrementAndGet();
        return "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
    }

    private static String password(String email) {
        return "password of " + email;
    }

    HttpResponse<String> get(String target, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url(target))).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Tells a name that is one kibibyte longer than a body may be. */
    HttpResponse<String> tooMuch() throws IOException, InterruptedException {
        return post(USERS, JSON.writeValueAsString(Map.of("name", "n".repeat(11 * 1024))));
    }

    private HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url(target)))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", someAddress())
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Returns the body of an answer that has to have a status. */
    JsonNode expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(server.backend().word() + " answered " + answer.statusCode() + " where " + status
                    + " was expected: " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
