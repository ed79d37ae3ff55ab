package dev.holdfast.myapp;

import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.net.URI;
import java.util.Map;

/**
 * A browser on its way to a provider and back.
 *
 * @param cookie by which the program recognises it
 */
record Browser(TestClient client, URI page, String cookie) {

    static final String ROUTE = "/api/v1/auth/providers/oidc";
    static final String CALLBACK = ROUTE + "/callback";
    static final String HOME = "http://localhost:3000/";

    /** Begins to sign in by the provider. */
    static Browser begin(TestClient client) {
        var reply = client.get(ROUTE);
        if (reply.status() != 303) {
            throw new AssertionError("cannot begin: " + reply);
        }
        return new Browser(client, URI.create(place(reply)), kept(reply, "__Host-provider"));
    }

    static String place(Reply reply) {
        return reply.header("Location").orElseThrow();
    }

    /** Returns a cookie as the browser sends it back. */
    static String kept(Reply reply, String name) {
        return set(reply, name).split(";", 2)[0];
    }

    /** Returns a cookie as it was set. */
    static String set(Reply reply, String name) {
        return reply.headers().all("Set-Cookie").stream()
                .filter(each -> each.startsWith(name + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name + " in " + reply.headers()));
    }

    /** Comes back from the provider with what that has sent along. */
    Reply back(String query) {
        return client.with("Cookie", cookie).get(CALLBACK + "?" + query);
    }

    /** Goes to the provider, signs in there as somebody, and comes back. */
    static Reply signIn(TestClient client, FakeProvider provider, FakeProvider.Person person) {
        var browser = begin(client);
        return browser.back(provider.approve(browser.page(), person));
    }

    /** Does what the program's page does after a sign-in, and returns the answer, which names the user. */
    static Reply refreshed(TestClient client, Reply back) {
        return client.with("Cookie", kept(back, "__Host-refresh"))
                .with("Sec-Fetch-Site", "same-origin")
                .post("/api/v1/auth/refresh", Map.of());
    }

    /** Returns the word that says why a sign-in has led nowhere. */
    static String failure(Reply reply) {
        var begin = HOME + "#sign-in-failed=";
        if (reply.status() != 303 || !place(reply).startsWith(begin)) {
            throw new AssertionError("no failed sign-in: " + reply + " " + reply.headers());
        }
        if (reply.headers().all("Set-Cookie").stream().anyMatch(each -> each.startsWith("__Host-refresh"))) {
            throw new AssertionError("signed in all the same: " + reply.headers());
        }
        return place(reply).substring(begin.length());
    }
}
