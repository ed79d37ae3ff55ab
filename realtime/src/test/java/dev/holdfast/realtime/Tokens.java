package dev.holdfast.realtime;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import dev.holdfast.http.Request;
import dev.holdfast.routing.Authenticator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who holds which token, as a program's accounts know it. */
final class Tokens implements Authenticator {

    private static final String BEARER = "Bearer ";

    private final Map<String, Caller> holders = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    Tokens give(String token, String user, String... roles) {
        holders.put(token, new Caller.User(user, Set.of(roles)));
        return this;
    }

    void revoke(String token) {
        holders.remove(token);
    }

    /** Returns how often somebody has asked about a token. */
    int asked(String token) {
        return asked.getOrDefault(token, new AtomicInteger()).get();
    }

    @Override
    public Caller authenticate(Request request) {
        var field = request.header("Authorization").orElse("");
        if (!field.startsWith(BEARER)) {
            return new Caller.Visitor();
        }
        var token = field.substring(BEARER.length());
        asked.computeIfAbsent(token, _ -> new AtomicInteger()).incrementAndGet();
        var holder = holders.get(token);
        if (holder == null) {
            throw Problem.unauthenticated("the token does not hold");
        }
        return holder;
    }
}
