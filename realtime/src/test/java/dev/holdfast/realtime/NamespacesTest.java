package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Problem;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Namespaces: who is let in, and what stands around their events. */
class NamespacesTest {

    static final Leavings LEAVINGS = new Leavings();
    static final List<String> HEARD = new CopyOnWriteArrayList<>();
    static final Semaphore ADMISSION = new Semaphore(0);
    static final Failures FAILURES = new Failures();

    static final Realtime REALTIME = Realtime.serving(
                    Namespace.named("/").open().disconnected(LEAVINGS),
                    Namespace.named("plain")
                            .open()
                            .handling("where", event -> Ack.of(event.socket().namespace())),
                    Namespace.named("/picky").open().admitting(NamespacesTest::pick),
                    Namespace.named("/layers")
                            .open()
                            .inside(next -> event -> wrapped("outer", next.handle(event)))
                            .inside(next -> event -> wrapped("inner", next.handle(event)))
                            .handling("ask", _ -> Ack.of("handler")),
                    Namespace.named("/ears")
                            .open()
                            .onAny(event -> HEARD.add(
                                    "in " + event.name() + event.arguments().count()))
                            .onAnyOutgoing((name, values) -> HEARD.add("out " + name + values.size()))
                            .handling("known", event -> {
                                event.socket().emit("told", 1, 2);
                                return Ack.ok();
                            }),
                    Namespace.matching(name -> name.equals("/patient"))
                            .open()
                            .admitting(_ -> ADMISSION.acquire())
                            .connected(socket -> HEARD.add("connected " + socket.id()))
                            .disconnected((socket, _) -> HEARD.add("disconnected " + socket.id())),
                    Namespace.matching(name -> name.matches("/room-[0-9]"))
                            .open()
                            .handling("where", event -> Ack.of(event.socket().namespace())))
            .within(RealtimeLimits.standard().openNamespaces(2))
            .tellingTo(FAILURES)
            .build();

    @RegisterExtension
    static final Backend BACKEND = Doors.of(REALTIME);

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    private static void pick(Socket socket) {
        socket.emit("before", "the welcome");
        switch (socket.handshake().auth("as").orElse("")) {
            case "stranger" -> throw Problem.forbidden("not you");
            case "fault" -> throw new IllegalStateException("a secret of the program");
            default -> socket.join("chosen");
        }
    }

    private static Ack wrapped(String by, Ack inner) {
        return Ack.of(by + " " + inner.values().getFirst());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_connection_may_be_in_several_namespaces(TestClient client) {
        try (var root = client.socket("/")) {
            var plain = root.beside("/plain");

            assertThat(plain.ask("where").get(0).stringValue()).isEqualTo("/plain");
            assertThat(plain.id()).isNotEqualTo(root.id()).matches("[A-Za-z0-9_-]{20}");
            assertThat(root.welcome().propertyNames()).containsExactly("sid");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_namespace_that_is_not_there_is_refused_and_the_connection_stays(TestClient client) {
        try (var root = client.socket("/")) {
            assertThat(root.beside("/random").refusal().toString()).isEqualTo("{\"message\":\"Invalid namespace\"}");
            assertThat(root.beside("/PLAIN").refusal().path("message").stringValue())
                    .isEqualTo("Invalid namespace");
            assertThat(root.beside("/plain").ask("where").get(0).stringValue()).isEqualTo("/plain");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_namespace_that_is_left_leaves_the_connection(TestClient client) {
        try (var root = client.socket("/")) {
            var plain = root.beside("/plain");
            root.disconnect();

            assertThat(LEAVINGS.reason(root.id())).isEqualTo("client namespace disconnect");
            assertThat(plain.ask("where").get(0).stringValue()).isEqualTo("/plain");
            assertThat(plain.beside("/").id()).isNotEqualTo(root.id());
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void namespaces_that_match_are_made_up_to_a_limit_and_forgotten_when_empty(TestClient client) {
        Doors.eventually(() -> isMissing("/room-1") && isMissing("/room-2"));
        try (var first = client.socket("/room-1")) {
            assertThat(first.ask("where").get(0).stringValue()).isEqualTo("/room-1");
            var second = first.beside("/room-2");
            assertThat(first.beside("/room-3").refusal().path("message").stringValue())
                    .isEqualTo("Invalid namespace");
            assertThat(first.beside("/room-x").refusal().path("message").stringValue())
                    .isEqualTo("Invalid namespace");
            second.disconnect();
            Doors.eventually(() -> isMissing("/room-2"));
            assertThat(first.beside("/room-3").ask("where").get(0).stringValue())
                    .isEqualTo("/room-3");
            assertThat(REALTIME.of("/room-1").sockets()).hasSize(1);
        }
        Doors.eventually(() -> isMissing("/room-1") && isMissing("/room-3"));
    }

    private static boolean isMissing(String namespace) {
        try {
            return REALTIME.of(namespace) == null;
        } catch (IllegalArgumentException _) {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_is_not_admitted_is_told_why_and_is_nowhere(TestClient client) {
        try (var root = client.socket("/")) {
            var refusal = root.beside("/picky", Map.of("as", "stranger")).refusal();

            assertThat(refusal.path("message").stringValue()).isEqualTo("not you");
            assertThat(refusal.at("/data/status").stringValue()).isEqualTo("error");
            assertThat(refusal.at("/data/code").stringValue()).isEqualTo("forbidden");
            assertThat(REALTIME.of("/picky").sockets()).isEmpty();
            assertThat(root.beside("/picky").id()).hasSize(20);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void an_admission_that_fails_tells_the_program_and_not_the_client(TestClient client) {
        FAILURES.all().clear();
        try (var root = client.socket("/")) {
            var refusal = root.beside("/picky", Map.of("as", "fault")).refusal();

            assertThat(refusal.toString()).doesNotContain("secret").contains("something went wrong here");
            assertThat(FAILURES.all()).anyMatch(failure -> failure.contains("a secret of the program"));
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_leaves_while_it_is_decided_was_never_there(TestClient client) {
        // Whoever was here before may still be leaving.
        Doors.eventually(() -> REALTIME.clients() == 0);
        HEARD.clear();
        var socket = client.webSocket(Poller.WEBSOCKET);
        Poller.opening(socket.text());
        socket.send("40/patient,");
        Doors.eventually(ADMISSION::hasQueuedThreads);
        socket.close();
        Doors.eventually(() -> REALTIME.clients() == 0);
        ADMISSION.release();
        Doors.eventually(() -> isMissing("/patient"));

        assertThat(HEARD).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void what_an_admission_sends_goes_before_the_welcome(TestClient client) {
        try (var socket = client.webSocket(Poller.WEBSOCKET)) {
            Poller.opening(socket.text());
            socket.send("40/picky,");

            assertThat(socket.text()).isEqualTo("42/picky,[\"before\",\"the welcome\"]");
            assertThat(socket.text()).startsWith("40/picky,{\"sid\":");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void middleware_stands_around_every_event_the_first_outermost(TestClient client) {
        try (var socket = client.socket("/layers")) {
            assertThat(socket.ask("ask").get(0).stringValue()).isEqualTo("outer inner handler");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void listeners_to_everything_hear_what_nobody_else_does(TestClient client) {
        HEARD.clear();
        try (var socket = client.socket("/ears")) {
            socket.emit("unknown", "a");
            socket.ask("known");

            assertThat(socket.next("told")).hasSize(2);
            assertThat(HEARD).containsExactly("in unknown1", "in known0", "out told3");
        }
    }

    @Test
    void what_could_not_be_served_is_refused_when_it_is_put_together() {
        assertThatThrownBy(() -> Realtime.serving(Namespace.named("/")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authenticatedBy");
        assertThatThrownBy(() -> Realtime.serving(
                                Namespace.named("a").open(),
                                Namespace.named("/a").open())
                        .build())
                .hasMessageContaining("two namespaces are named /a");
        assertThatThrownBy(() -> Namespace.named("/").handling("connect", _ -> Ack.ok()))
                .hasMessageContaining("Socket.IO's own event");
        assertThatThrownBy(() -> Namespace.named("/a,b")).hasMessageContaining("comma");
        assertThatThrownBy(() -> REALTIME.of("/nowhere")).hasMessageContaining("/nowhere");
    }
}
