package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is answered to an event, and what is asked of clients. */
class AnswersTest {

    static final Duration SOON = Duration.ofMillis(200);
    static final Sockets SOCKETS = new Sockets();
    static final Failures FAILURES = new Failures();
    static final List<String> ORDER = new CopyOnWriteArrayList<>();
    static final CountDownLatch HELD = new CountDownLatch(1);

    record Order(@NotBlank String product, @Positive int amount) {}

    static final Realtime REALTIME = Realtime.serving(Namespace.named("/")
                    .open()
                    .admitting(SOCKETS)
                    .answering("order", Order.class, (_, order) -> Ack.ok(order))
                    .on("note", Order.class, (_, order) -> ORDER.add(order.product()))
                    .handling("fail", _ -> {
                        throw new IllegalStateException("a secret of the program");
                    })
                    .handling("hold", _ -> {
                        HELD.await();
                        ORDER.add("held");
                        return Ack.ok();
                    })
                    .handling("fence", _ -> Ack.of())
                    .handling("join", event -> {
                        event.socket().join(event.arguments().text(0));
                        return Ack.ok();
                    }))
            .tellingTo(FAILURES)
            .build();

    @RegisterExtension
    static final Backend BACKEND = Doors.of(REALTIME);

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_record_is_bound_and_answered_in_the_shape_of_the_house(TestClient client) {
        try (var socket = client.socket("/")) {
            var answer = socket.ask("order", Map.of("product", "tea", "amount", 2));

            assertThat(answer.toString())
                    .isEqualTo("[{\"status\":\"success\",\"data\":{\"product\":\"tea\",\"amount\":2}}]");
            assertThat(socket.ask("note", Map.of("product", "x", "amount", 1)).toString())
                    .isEqualTo("[{\"status\":\"success\"}]");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void every_fault_of_a_record_is_told_with_its_pointer(TestClient client) {
        try (var socket = client.socket("/")) {
            var answer = socket.ask("order", Map.of("product", " ", "amount", 0, "other", 1));

            assertThat(answer.at("/0/status").stringValue()).isEqualTo("error");
            assertThat(answer.at("/0/errors").values())
                    .extracting(fault -> fault.path("pointer").stringValue())
                    .containsExactlyInAnyOrder("/product", "/amount", "/other");
            assertThat(socket.ask("order").at("/0/status").stringValue()).isEqualTo("error");
            assertThat(socket.ask("order", 1, 2).at("/0/errors/0/message").stringValue())
                    .isEqualTo("takes one argument, not 2");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_asked_for_no_answer_is_told_of_faults_by_an_event(TestClient client) {
        try (var socket = client.socket("/")) {
            var told =
                    socket.emit("order", Map.of("product", "tea", "amount", -1)).next("problem");

            assertThat(told.at("/0/event").stringValue()).isEqualTo("order");
            assertThat(told.at("/0/errors/0/pointer").stringValue()).isEqualTo("/amount");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void an_event_that_nobody_listens_to_is_missing_to_who_asks_and_nothing_to_others(TestClient client) {
        try (var socket = client.socket("/")) {
            assertThat(socket.ask("__proto__").at("/0/code").stringValue()).isEqualTo("not_found");
            socket.emit("constructor").ask("fence");
            socket.nothing("problem");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_handler_that_fails_tells_the_program_and_not_the_client(TestClient client) {
        FAILURES.all().clear();
        try (var socket = client.socket("/")) {
            var answer = socket.ask("fail");

            assertThat(answer.at("/0/status").stringValue()).isEqualTo("error");
            assertThat(answer.toString()).doesNotContain("secret");
            assertThat(FAILURES.all()).anyMatch(failure -> failure.contains("fail") && failure.contains("secret"));
            assertThat(socket.ask("fence")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_socket_may_have_handlers_of_its_own_for_a_time(TestClient client) {
        try (var socket = client.socket("/");
                var other = client.socket("/")) {
            var there = SOCKETS.of(socket.id());
            there.handling("own", _ -> Ack.of("mine"));

            assertThat(socket.ask("own").get(0).stringValue()).isEqualTo("mine");
            assertThat(other.ask("own").at("/0/code").stringValue()).isEqualTo("not_found");
            there.handling("own", null);
            assertThat(socket.ask("own").at("/0/code").stringValue()).isEqualTo("not_found");
        }
    }

    @Test
    void events_wait_for_the_handler_before_them_and_those_of_others_do_not() {
        try (var socket = BACKEND.overSocket().socket("/");
                var other = BACKEND.inMemory().socket("/")) {
            var held = socket.asking("hold");
            socket.emit("note", Map.of("product", "first", "amount", 1));
            socket.emit("note", Map.of("product", "second", "amount", 1));
            var last = socket.asking("fence");
            other.ask("fence");

            assertThat(held).isNotDone();
            HELD.countDown();
            last.join();
            assertThat(ORDER).containsSubsequence("held", "first", "second");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_is_asked_and_its_answer_may_hold_bytes(TestClient client) {
        try (var socket =
                client.socket("/").answering("question", asked -> asked.get(0).binaryValue())) {
            var answer = SOCKETS.of(socket.id()).ask("question", new byte[] {1, 2}, "x");

            assertThat(answer.count()).isEqualTo(1);
            assertThat(answer.bytes(0)).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_does_not_answer_in_time_or_leaves_has_not_answered(TestClient client) {
        var socket = client.socket("/");
        var there = SOCKETS.of(socket.id());

        assertThatThrownBy(() -> there.ask(SOON, "question"))
                .isInstanceOf(NoAnswer.class)
                .hasMessage("the operation has timed out");
        var asked = CompletableFuture.supplyAsync(() -> there.ask("question"), Thread::startVirtualThread);
        socket.next("question");
        socket.next("question");
        socket.close();
        assertThat(asked.handle((_, failure) -> failure.getCause() instanceof NoAnswer)
                        .join())
                .isTrue();
        assertThatThrownBy(() -> there.ask("question")).isInstanceOf(NoAnswer.class);
    }

    @Test
    void an_answer_that_nobody_waits_for_is_passed_over() {
        try (var socket = BACKEND.overSocket().socket("/")) {
            socket.connection()
                    .send("43999[1]")
                    .send("4361-999[{\"_placeholder\":true,\"num\":0}]".replace("436", "46"));
            socket.connection().send(new byte[] {1});

            assertThat(socket.ask("fence")).isEmpty();
        }
    }

    @Test
    void a_room_is_asked_and_the_answers_of_those_that_gave_one_are_kept() {
        try (var first = BACKEND.overSocket().socket("/").answering("vote", _ -> "yes");
                var second = BACKEND.inMemory().socket("/").answering("vote", _ -> "no");
                var silent = BACKEND.inMemory().socket("/")) {
            first.ask("join", "voters");
            second.ask("join", "voters");

            assertThat(REALTIME.to("voters").ask("vote"))
                    .extracting(answer -> answer.text(0))
                    .containsExactlyInAnyOrder("yes", "no");
            silent.ask("join", "voters");
            var failure = catchThrowableOfType(
                    NoAnswer.class,
                    () -> REALTIME.to("voters").timeout(Duration.ofSeconds(2)).ask("vote"));
            assertThat(failure.others()).extracting(answer -> answer.text(0)).containsExactlyInAnyOrder("yes", "no");
        }
    }

    @Test
    void nobody_gives_no_answers_and_takes_no_time() {
        assertThat(REALTIME.to("nobody").timeout(Duration.ofHours(1)).ask("vote"))
                .isEmpty();
    }
}
