package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Permission;
import dev.holdfast.limit.Quota;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may join, and how long that holds. */
class AuthenticationTest {

    enum Role {
        ADMIN
    }

    static final Tokens TOKENS = new Tokens();
    static final Leavings LEAVINGS = new Leavings();

    @RegisterExtension
    static final Backend WATCHED = Doors.of(draft(Duration.ofMillis(50)));

    @RegisterExtension
    static final Backend UNWATCHED = Doors.of(draft(Duration.ofHours(1)));

    private final String token = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();

    private static RealtimeDraft draft(Duration watching) {
        return Realtime.serving(
                        Namespace.named("/")
                                .disconnected(LEAVINGS)
                                .handling(
                                        "who",
                                        event -> Ack.of(event.socket().caller().identity()))
                                .handling("renew", event -> {
                                    event.socket()
                                            .authenticate(event.arguments().text(0));
                                    return Ack.ok();
                                }),
                        Namespace.named("/open")
                                .open()
                                .handling(
                                        "who",
                                        event -> Ack.of(event.socket().caller().identity())),
                        Namespace.named("/admins").access(Permission.role(Role.ADMIN)))
                .within(RealtimeLimits.standard().events(Quota.OFF, Quota.OFF))
                .authenticatedBy(TOKENS)
                .watchingEvery(watching);
    }

    static List<TestClient> watched() {
        return WATCHED.bothDoors();
    }

    static List<TestClient> unwatched() {
        return UNWATCHED.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("unwatched")
    void a_closed_namespace_is_for_those_who_are_signed_in(TestClient client) {
        TOKENS.give(token, "anna");
        var visitor = client.socket("/");

        assertThat(visitor.refusal().at("/data/code").stringValue()).isEqualTo("unauthenticated");
        assertThat(visitor.beside("/", Map.of("token", "wrong"))
                        .refusal()
                        .at("/message")
                        .stringValue())
                .isEqualTo("the token does not hold");
        assertThat(visitor.beside("/", Map.of("token", 7))
                        .refusal()
                        .at("/data/code")
                        .stringValue())
                .isEqualTo("unauthenticated");
        assertThat(visitor.beside("/", Map.of("token", "a\nb"))
                        .refusal()
                        .at("/data/code")
                        .stringValue())
                .isEqualTo("unauthenticated");
        assertThat(visitor.beside("/open").ask("who").get(0).stringValue()).isEmpty();
        assertThat(visitor.beside("/", Map.of("token", token)).ask("who").get(0).stringValue())
                .isEqualTo("anna");
        visitor.close();
    }

    @ParameterizedTest
    @MethodSource("unwatched")
    void a_client_with_a_token_says_it_by_itself(TestClient client) {
        TOKENS.give(token, "anna");
        try (var socket = client.bearing(token).socket("/")) {
            assertThat(socket.ask("who").get(0).stringValue()).isEqualTo("anna");
        }
    }

    @ParameterizedTest
    @MethodSource("unwatched")
    void a_namespace_may_be_for_some_only(TestClient client) {
        TOKENS.give(token, "anna").give(other, "berta", "ADMIN");
        try (var anna = client.bearing(token).socket("/");
                var berta = client.bearing(other).socket("/admins")) {
            assertThat(anna.beside("/admins", Map.of("token", token))
                            .refusal()
                            .at("/data/code")
                            .stringValue())
                    .isEqualTo("forbidden");
            assertThat(berta.id()).hasSize(20);
        }
    }

    @ParameterizedTest
    @MethodSource("watched")
    void T4_a_socket_that_only_listens_ends_soon_after_its_token(TestClient client) {
        TOKENS.give(token, "anna");
        var socket = client.bearing(token).socket("/");
        TOKENS.revoke(token);

        assertThat(socket.closed()).isEqualTo("io server disconnect");
        assertThat(socket.next("problem").at("/0/code").stringValue()).isEqualTo("unauthenticated");
        assertThat(LEAVINGS.reason(socket.id())).isEqualTo("server namespace disconnect");
        socket.close();
    }

    @ParameterizedTest
    @MethodSource("unwatched")
    void T4_a_socket_that_sends_ends_at_an_event_soon_after_its_token(TestClient client) {
        TOKENS.give(token, "anna");
        var socket = client.bearing(token).socket("/");
        TOKENS.revoke(token);
        var answer = socket.ask("who");
        while (answer.get(0).isString()) {
            answer = socket.ask("who");
        }

        assertThat(answer.at("/0/code").stringValue()).isEqualTo("unauthenticated");
        assertThat(socket.closed()).isEqualTo("io server disconnect");
        socket.close();
    }

    @ParameterizedTest
    @MethodSource("watched")
    void a_socket_that_brings_another_token_outlives_the_first(TestClient client) {
        TOKENS.give(token, "anna").give(other, "anna");
        try (var socket = client.bearing(token).socket("/")) {
            assertThat(socket.ask("renew", other).at("/0/status").stringValue()).isEqualTo("success");
            TOKENS.revoke(token);
            var before = TOKENS.asked(other);
            Doors.eventually(() -> TOKENS.asked(other) > before + 2);

            assertThat(socket.ask("who").get(0).stringValue()).isEqualTo("anna");
        }
    }

    @Test
    void a_socket_stays_its_users() {
        TOKENS.give(token, "anna").give(other, "berta");
        try (var socket = UNWATCHED.overSocket().bearing(token).socket("/")) {
            assertThat(socket.ask("renew", other).at("/0/code").stringValue()).isEqualTo("forbidden");
            assertThat(socket.ask("who").get(0).stringValue()).isEqualTo("anna");
        }
    }

    @Test
    void a_token_in_the_request_counts_where_none_is_said() {
        TOKENS.give(token, "anna");
        try (var socket = UNWATCHED.overSocket().bearing(token).webSocket(Poller.WEBSOCKET)) {
            Poller.opening(socket.text());
            assertThat(socket.send("40").text()).startsWith("40{\"sid\":");
        }
    }
}
