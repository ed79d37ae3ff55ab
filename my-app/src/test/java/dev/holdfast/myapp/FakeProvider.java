package dev.holdfast.myapp;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.json.Json;
import dev.holdfast.testkit.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A small provider of OpenID Connect, which holds its clients to the rules, and tells them whatever a test wants. */
final class FakeProvider implements AutoCloseable {

    static final String CLIENT = "my-app at the fake";
    static final String SECRET = "canary-of/a: client & of 32 bytes and more";
    static final String DISCOVERY = "/.well-known/openid-configuration";

    private static final Json JSON = new Json();

    private final HttpServer server;
    private final FakeClock clock;
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    final FakeKeys keys = new FakeKeys();

    /** What it says of whoever has signed in there. */
    record Person(String subject, Map<String, Object> claims) {

        static Person of(String subject, String email) {
            return new Person(subject, Map.of("email", email, "email_verified", true, "name", "Ann of the provider"));
        }
    }

    /** How it makes a token of claims. */
    @FunctionalInterface
    interface Making {
        String token(JWTClaimsSet.Builder claims) throws Exception;
    }

    private volatile boolean takesAnybody;

    private record Grant(Map<String, String> asked, Person person, Making making) {}

    FakeProvider(FakeClock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        pages.put(DISCOVERY, exchange -> json(exchange, 200, metadata()));
        pages.put("/keys", exchange -> json(exchange, 200, new JWKSet(keys.shown()).toJSONObject()));
        pages.put("/token", this::redeem);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the settings of a program that knows this provider. */
    Map<String, String> settings() {
        return Map.of("OIDC_ISSUER", issuer(), "OIDC_CLIENT_ID", CLIENT, "OIDC_CLIENT_SECRET", SECRET);
    }

    Map<String, Object> metadata() {
        return new HashMap<>(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize?tenant=1",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "userinfo_endpoint", issuer() + "/users"));
    }

    /** Takes clients that have no secret from now on. */
    void takesAnybody() {
        takesAnybody = true;
    }

    /** Answers a path otherwise from now on. */
    void answer(String path, HttpHandler page) {
        pages.put(path, page);
    }

    /** Returns how often a path was asked for. */
    long asked(String path) {
        return asked.stream().filter(path::equals).count();
    }

    /** Lets somebody sign in who was sent here, and returns what the provider sends along with them. */
    String approve(URI page, Person person) {
        return approve(page, person, keys::signed);
    }

    /** The same, with a token of another kind. */
    String approve(URI page, Person person, Making making) {
        var query = form(page.getRawQuery());
        require(page.toString().startsWith(issuer() + "/authorize?tenant=1&"), "another page");
        require("code".equals(query.get("response_type")), "another flow");
        require(CLIENT.equals(query.get("client_id")), "another client");
        require("openid email profile".equals(query.get("scope")), "another scope");
        require("S256".equals(query.get("code_challenge_method")), "no PKCE");
        var code = UUID.randomUUID().toString();
        codes.put(code, new Grant(query, person, making));
        return "code=" + code + "&state=" + query.get("state");
    }

    /** Returns how a token is signed whose claims are changed first. */
    Making with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return claims -> keys.signed(change.apply(claims));
    }

    void redeem(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var grant = codes.remove(form.getOrDefault("code", ""));
        if (!isOurClient(exchange, form) || grant == null || !isWhoBegan(form, grant)) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        try {
            var token = grant.making().token(claims(grant));
            json(exchange, 200, Map.of("id_token", token, "access_token", "opens the users", "token_type", "Bearer"));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private boolean isOurClient(HttpExchange exchange, Map<String, String> form) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return takesAnybody
                    && header == null
                    && CLIENT.equals(form.get("client_id"))
                    && !form.containsKey("client_secret");
        }
        var pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.US_ASCII).split(":", 2);
        return decoded(pair[0]).equals(CLIENT) && decoded(pair[1]).equals(SECRET);
    }

    private static boolean isWhoBegan(Map<String, String> form, Grant grant) {
        return "authorization_code".equals(form.get("grant_type"))
                && Objects.equals(grant.asked().get("redirect_uri"), form.get("redirect_uri"))
                && sha256(form.getOrDefault("code_verifier", ""))
                        .equals(grant.asked().get("code_challenge"));
    }

    private JWTClaimsSet.Builder claims(Grant grant) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject(grant.person().subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", grant.asked().get("nonce"));
        grant.person().claims().forEach(claims::claim);
        return claims;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            pages.getOrDefault(path, nothing -> json(nothing, 404, Map.of())).handle(exchange);
        }
    }

    static void json(HttpExchange exchange, int status, Object value) throws IOException {
        var bytes = JSON.write(value);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Map<String, String> form(String text) {
        var read = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var parts = pair.split("=", 2);
            read.put(decoded(parts[0]), decoded(parts[1]));
        }
        return read;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("the provider was asked for " + otherwise);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
