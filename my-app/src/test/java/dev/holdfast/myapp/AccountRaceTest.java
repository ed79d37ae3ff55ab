package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to an account from several sides in the same moment: no way in stays open that was closed. */
class AccountRaceTest {

    private static final int AT_ONCE = 12;
    private static final int ROUNDS = 15;

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(FakeClock.atNoon());

    private final TestClient visitor = BACKEND.inMemory();
    private final TestClient root =
            Somebody.signedIn(visitor, "root@example.com", PASSWORD).client();

    private static List<Reply> together(List<Callable<Reply>> requests) throws Exception {
        var start = new CyclicBarrier(requests.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = requests.stream()
                    .map(request -> threads.submit(() -> {
                        start.await();
                        return request.call();
                    }))
                    .toList();
            var replies = new ArrayList<Reply>();
            for (var each : running) {
                replies.add(each.get());
            }
            return replies;
        }
    }

    private static List<Callable<Reply>> times(IntFunction<Reply> request) {
        return IntStream.range(0, AT_ONCE)
                .<Callable<Reply>>mapToObj(number -> () -> request.apply(number))
                .toList();
    }

    private static long count(List<Reply> replies, int status) {
        return replies.stream().filter(reply -> reply.status() == status).count();
    }

    @Test
    void of_many_who_register_one_address_at_once_one_gets_it_with_their_own_password() throws Exception {
        var name = "r" + UUID.randomUUID().toString().replace("-", "");
        var replies = together(times(number -> visitor.post(
                "/api/v1/users",
                Map.of("name", name, "email", name + "@example.com", "password", "password of " + number))));

        assertThat(count(replies, 201)).isEqualTo(1);
        assertThat(count(replies, 409)).isEqualTo(AT_ONCE - 1);
        var winner = IntStream.range(0, AT_ONCE)
                .filter(number -> replies.get(number).status() == 201)
                .findFirst()
                .orElseThrow();
        assertThat(Somebody.login(visitor, name + "@example.com", "password of " + winner)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void A8_a_link_that_many_open_at_once_is_good_for_one() throws Exception {
        var ann = Somebody.at(BACKEND);
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", ann.email()));
        var token = new Mails(visitor).awaited(ann.email(), 1).token();

        var replies = together(times(number -> visitor.post(
                "/api/v1/auth/password/reset", Map.of("token", token, "password", "password of " + number))));

        assertThat(count(replies, 204)).isEqualTo(1);
        assertThat(count(replies, 422)).isEqualTo(AT_ONCE - 1);
    }

    /** Whoever came in meanwhile is out when the other has its answer. */
    private void closes(Function<Somebody, Reply> closing) throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var ann = Somebody.at(BACKEND);
            var replies = together(List.of(
                    () -> Somebody.login(visitor, ann.email(), PASSWORD),
                    () -> Somebody.refresh(visitor, ann.refreshToken()),
                    () -> closing.apply(ann)));

            assertThat(replies.getLast().status()).isIn(200, 204);
            for (var reply : replies.subList(0, 2)) {
                if (reply.status() == 200) {
                    var token = reply.textAt("/data/accessToken");
                    assertThat(visitor.bearing(token).get("/api/v1/users/me").status())
                            .isEqualTo(401);
                    assertThat(Somebody.refresh(visitor, reply.textAt("/data/refreshToken"))
                                    .status())
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    void J11_who_is_disabled_does_not_slip_in() throws Exception {
        closes(ann -> root.post("/api/v1/users/" + ann.id() + "/disable", ""));
    }

    @Test
    void J11_who_is_deleted_does_not_slip_in() throws Exception {
        closes(ann -> root.delete("/api/v1/users/" + ann.id()));
    }

    @Test
    void J11_the_former_password_does_not_slip_in() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var ann = Somebody.at(BACKEND);
            var replies = together(List.of(
                    () -> Somebody.login(visitor, ann.email(), PASSWORD),
                    () -> ann.client()
                            .patch("/api/v1/auth/password", Map.of("current", PASSWORD, "password", "another one"))));

            assertThat(replies.getLast().status()).isEqualTo(204);
            var login = replies.getFirst();
            if (login.status() == 200) {
                assertThat(visitor.bearing(login.textAt("/data/accessToken"))
                                .get("/api/v1/users/me")
                                .status())
                        .isEqualTo(401);
            }
            assertThat(ann.isIn()).isTrue();
        }
    }

    @Test
    void J11_who_signs_out_while_a_refresh_is_under_way_is_out() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var ann = Somebody.at(BACKEND);
            var replies = together(List.of(
                    () -> Somebody.refresh(visitor, ann.refreshToken()),
                    () -> ann.client().post("/api/v1/auth/logout", Map.of())));

            assertThat(replies.getLast().status()).isEqualTo(204);
            assertThat(ann.isIn()).isFalse();
            var refreshed = replies.getFirst();
            if (refreshed.status() == 200) {
                assertThat(Somebody.refresh(visitor, refreshed.textAt("/data/refreshToken"))
                                .status())
                        .isEqualTo(401);
            }
        }
    }
}
