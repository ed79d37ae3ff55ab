package dev.holdfast.myapp;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.util.Map;
import java.util.UUID;

/** Somebody who is signed in, as the tests meet them. */
record Somebody(TestClient visitor, String id, String email, String accessToken, String refreshToken) {

    /** Registers somebody new and signs them in. */
    static Somebody at(Backend backend) {
        var visitor = backend.inMemory();
        var name = "u" + UUID.randomUUID().toString().replace("-", "");
        var created = visitor.post("/api/v1/users", Fixture.newUser(name));
        if (created.status() != 201) {
            throw new AssertionError("cannot register: " + created);
        }
        return signedIn(visitor, name + "@example.com", Fixture.PASSWORD);
    }

    static Somebody signedIn(TestClient visitor, String email, String password) {
        var reply = login(visitor, email, password);
        if (reply.status() != 200) {
            throw new AssertionError("cannot sign in: " + reply);
        }
        return new Somebody(
                visitor,
                reply.textAt("/data/user/id"),
                email,
                reply.textAt("/data/accessToken"),
                reply.textAt("/data/refreshToken"));
    }

    static Reply login(TestClient client, String email, String password) {
        return client.post("/api/v1/auth/login", Map.of("email", email, "password", password));
    }

    static Reply refresh(TestClient client, String token) {
        return client.post("/api/v1/auth/refresh", Map.of("refreshToken", token));
    }

    /** Signs them in once more, as on another device. */
    Somebody elsewhere() {
        return signedIn(visitor, email, Fixture.PASSWORD);
    }

    TestClient client() {
        return visitor.bearing(accessToken);
    }

    /** Says whether their access token opens anything. */
    boolean isIn() {
        return client().get("/api/v1/users/me").status() == 200;
    }

    /** Says whether their refresh token brings another. */
    boolean canRefresh() {
        return refresh(visitor, refreshToken).status() == 200;
    }
}
