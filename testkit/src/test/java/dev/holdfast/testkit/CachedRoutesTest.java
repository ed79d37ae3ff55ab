package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Caller;
import dev.holdfast.Default;
import dev.holdfast.Problem;
import dev.holdfast.app.AnswerCache;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.cache.Tag;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.routing.Routes;
import jakarta.validation.constraints.Max;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes whose answers are kept. */
class CachedRoutesTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final long BOUND = 256 * 1024;
    private static final int LARGE = 10_000;
    private static final Tag THINGS = Tag.of("things");
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final AtomicLong NOW = new AtomicLong();
    private static final AnswerCache ANSWERS = AnswerCache.of(BOUND, NOW::get);

    record Search(@Default("20") @Max(100) int limit, Optional<String> text) {}

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private final TestClient client = BACKEND.inMemory();

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    private static AppDraft draft() {
        var kept = ANSWERS.cached(FIVE_MINUTES, THINGS);
        return App.serving(group(
                        "/",
                        get("/things")
                                .open()
                                .query(Search.class)
                                .returns(String.class)
                                .inside(kept)
                                .to((_, search) -> count(search.text().orElse("-"))),
                        get("/things/{id}")
                                .open()
                                .returns(String.class)
                                .inside(kept)
                                .to(request -> count(request.path("id"))),
                        get("/large")
                                .open()
                                .query(Search.class)
                                .returns(String.class)
                                .inside(kept)
                                .to((_, search) -> count(search.text().orElse("") + "x".repeat(LARGE))),
                        get("/bytes")
                                .open()
                                .returns(byte[].class)
                                .inside(kept)
                                .to(_ -> Response.text("n " + ASKED.incrementAndGet())),
                        get("/mine")
                                .returns(String.class)
                                .inside(ANSWERS.cached(FIVE_MINUTES).perCaller())
                                .to(request -> count(request.caller().user().id())),
                        get("/odd/{kind}")
                                .open()
                                .returns(String.class)
                                .returns(203, String.class)
                                .inside(kept)
                                .to(CachedRoutesTest::odd)))
                .authenticatedBy(CachedRoutesTest::caller);
    }

    private static Response count(String what) {
        return Response.ok("n", what + " " + ASKED.incrementAndGet());
    }

    private static Response odd(Request request) throws InterruptedException {
        var answer = count("odd");
        return switch (request.path("kind")) {
            case "cookie" -> answer.header("Set-Cookie", "a=b");
            case "vary" -> answer.header("Vary", "Accept-Language");
            case "private" -> answer.header("Cache-Control", "private");
            case "no-store" -> answer.header("Cache-Control", "No-Store");
            case "203" -> Response.json(203, "odd " + ASKED.get());
            case "missing" -> throw Problem.missing("thing", 1);
            case "fails" -> throw new IllegalStateException("no");
            case "slow" -> {
                Thread.sleep(200);
                yield answer;
            }
            case "own" ->
                answer.header("Cache-Control", "max-age=60")
                        .header("ETag", "\"own\"")
                        .header("X-Request-Id", "the handler's")
                        .header("RateLimit", "1")
                        .header("X-Kept", "yes");
            default -> answer;
        };
    }

    private static Caller caller(Request request) {
        var name = request.header("Authorization").orElse("").replace("Bearer ", "");
        return name.isEmpty()
                ? new Caller.Visitor()
                : new Caller.User(name.replaceAll("-.*", ""), Set.of(name.replaceAll(".*-", "")));
    }

    @BeforeEach
    void forget() {
        ANSWERS.evict(THINGS);
    }

    private String n(String target) {
        var reply = client.get(target);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.textAt("/data/n");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void an_answer_is_kept_as_it_left_and_says_how_old_it_is(TestClient door) {
        var first = door.get("/things");
        NOW.addAndGet(Duration.ofSeconds(90).toNanos());
        var second = door.get("/things");

        assertThat(second.content()).isEqualTo(first.content());
        assertThat(second.header("Content-Type")).contains("application/json");
        assertThat(first.header("Age")).isEmpty();
        assertThat(second.header("Age")).contains("90");
        assertThat(second.header("Cache-Control")).contains("no-cache");
        assertThat(second.header("X-Request-Id")).isPresent().isNotEqualTo(first.header("X-Request-Id"));
        assertThat(second.header("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void head_and_get_share_an_answer(TestClient door) {
        var head = door.send("HEAD", "/things", null);
        var get = door.get("/things");

        assertThat(head.content()).isEmpty();
        assertThat(head.header("ETag")).isPresent().isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(get.header("Content-Length")).contains(Integer.toString(get.content().length));
    }

    @Test
    void bytes_are_kept_like_json() {
        assertThat(client.get("/bytes").text()).isEqualTo(client.get("/bytes").text());
    }

    @Test
    void no_answer_is_older_than_it_may_be() {
        var first = n("/things");
        NOW.addAndGet(FIVE_MINUTES.toNanos());

        assertThat(n("/things")).isNotEqualTo(first);
    }

    @Test
    void a_writer_evicts_by_tag() {
        var first = n("/things");
        ANSWERS.evict(Tag.of("another"));
        assertThat(n("/things")).isEqualTo(first);
        ANSWERS.evict(THINGS);
        assertThat(n("/things")).isNotEqualTo(first);
    }

    @Test
    void the_order_and_the_coding_of_a_query_make_no_difference() {
        var first = n("/things?limit=5&text=a%20b");

        assertThat(n("/things?text=a+b&limit=5")).isEqualTo(first);
        assertThat(n("/things?text=%61+b&limit=5")).isEqualTo(first);
        assertThat(n("/things?text=a+b&limit=6")).isNotEqualTo(first);
        assertThat(n("/things?text=a+b")).isNotEqualTo(first);
    }

    @Test
    void values_that_look_like_other_queries_or_paths_are_themselves() {
        var targets = List.of(
                "/things?text=a%26limit%3D5",
                "/things?text=a&limit=5",
                "/things?text=a%00b".replace("%00", "%01"),
                "/things?text=%C3%A9",
                "/things?text=e%CC%81",
                "/things?text=",
                "/things",
                "/things/a%2Fb",
                "/things/a%252Fb",
                "/things/%3Ftext=a",
                "/things/a",
                "/odd/a");
        var seen = new ArrayList<String>();
        targets.forEach(target -> seen.add(n(target)));

        assertThat(seen).doesNotHaveDuplicates();
        for (var index = 0; index < seen.size(); index++) {
            assertThat(n(targets.get(index))).isEqualTo(seen.get(index));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things?limit=101",
                "/things?limit=x",
                "/things?unknown=1",
                "/things?limit=5&unknown=1",
                "/things?limit=5&limit=5",
                "/things?limit=5&text=a&limit=6",
                "/things?&",
                "/things?text=%",
                "/things?text=%ff",
                "/things?text=%00"
            })
    void what_is_refused_is_refused_each_time_and_never_kept(String target) {
        n("/things?limit=5");
        var entries = ANSWERS.statistics().entries();
        for (var times = 0; times < 3; times++) {
            assertThat(client.get(target).status()).isEqualTo(400);
        }

        assertThat(ANSWERS.statistics().entries()).isEqualTo(entries);
    }

    @Test
    void a_query_nobody_declared_makes_no_difference() {
        assertThat(n("/things/1?x=1")).isEqualTo(n("/things/1?x=2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "vary", "private", "no-store"})
    void what_must_not_be_shared_is_not_kept(String kind) {
        assertThat(n("/odd/" + kind)).isNotEqualTo(n("/odd/" + kind));
        assertThat(client.get("/odd/" + kind).header("ETag")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203", "missing", "fails"})
    void only_what_succeeded_is_kept(String kind) {
        var before = ASKED.get();
        client.get("/odd/" + kind);
        var reply = client.get("/odd/" + kind);

        assertThat(ASKED).hasValue(before + 2);
        assertThat(reply.status()).isIn(203, 404, 500);
    }

    @Test
    void fields_of_one_request_are_not_told_to_another_and_others_are() {
        client.get("/odd/own");
        var reply = client.get("/odd/own");

        assertThat(reply.header("X-Kept")).contains("yes");
        assertThat(reply.header("Cache-Control")).contains("max-age=60");
        assertThat(reply.header("ETag")).contains("\"own\"");
        assertThat(reply.header("RateLimit")).isEmpty();
        assertThat(reply.header("X-Request-Id").orElseThrow()).isNotEqualTo("the handler's");
    }

    @Test
    void each_caller_has_answers_of_their_own_and_so_has_each_role() {
        var ann = client.bearing("ann-user");
        var first = ann.get("/mine").textAt("/data/n");

        assertThat(first).startsWith("ann ");
        assertThat(ann.get("/mine").textAt("/data/n")).isEqualTo(first);
        assertThat(client.bearing("bob-user").get("/mine").textAt("/data/n")).startsWith("bob ");
        assertThat(client.bearing("ann-admin").get("/mine").textAt("/data/n")).isNotEqualTo(first);
        assertThat(client.get("/mine").status()).isEqualTo(401);
        assertThat(ann.get("/mine").header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_hundred_callers_of_a_cold_route_ask_its_handler_once() throws Exception {
        var before = ASKED.get();
        var replies = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var index = 0; index < 100; index++) {
                replies.add(threads.submit(() -> n("/odd/slow")));
            }
        }

        assertThat(ASKED).hasValue(before + 1);
        for (var reply : replies) {
            assertThat(reply.get()).isEqualTo("odd " + (before + 1));
        }
    }

    @Test
    void callers_who_wait_for_what_cannot_be_shared_are_each_answered() throws Exception {
        var replies = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var index = 0; index < 20; index++) {
                replies.add(threads.submit(() -> n("/odd/cookie")));
            }
        }
        var seen = new ArrayList<String>();
        for (var reply : replies) {
            seen.add(reply.get());
        }

        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void ten_thousand_queries_do_not_grow_it_beyond_its_bound() {
        var before = usedHeap();
        for (var index = 0; index < 10_000; index++) {
            assertThat(client.get("/large?text=" + index).content()).hasSizeGreaterThan(LARGE);
        }

        assertThat(ANSWERS.statistics().weight()).isLessThanOrEqualTo(BOUND);
        assertThat(ANSWERS.statistics().entries()).isBetween(5L, BOUND / LARGE);
        assertThat(usedHeap() - before).isLessThan(10_000L * LARGE / 4);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void a_client_that_has_the_answer_is_told_so_and_gets_no_body() {
        for (var door : BACKEND.bothDoors()) {
            var tag = door.get("/things").header("ETag").orElseThrow();
            for (var method : List.of("GET", "HEAD")) {
                var reply = door.with("If-None-Match", "\"other\", " + tag).send(method, "/things", null);

                assertThat(reply.status()).isEqualTo(304);
                assertThat(reply.content()).isEmpty();
                assertThat(reply.header("ETag")).contains(tag);
                assertThat(reply.header("Cache-Control")).contains("no-cache");
                assertThat(reply.header("Content-Type")).isEmpty();
                assertThat(reply.header("Content-Security-Policy")).isEmpty();
                assertThat(reply.header("X-Request-Id")).isPresent();
            }
            assertThat(door.with("If-None-Match", "\"other\"").get("/things").status())
                    .isEqualTo(200);
            assertThat(door.with("If-Match", "\"other\"").get("/things").textAt("/code"))
                    .isEqualTo("precondition_failed");
        }
    }

    @Test
    void a_tag_changes_with_the_answer() {
        var before = client.get("/things").header("ETag");
        ANSWERS.evict(THINGS);

        assertThat(client.with("If-None-Match", before.orElseThrow())
                        .get("/things")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_route_that_cannot_be_cached_is_refused_at_the_start_by_its_name() {
        var kept = ANSWERS.cached(FIVE_MINUTES);
        assertRefused(
                get("/notes").returns(String.class).inside(kept).to(_ -> count("")),
                "GET /notes cannot be cached: it is for signed in, and what one caller is told is not for all");
        assertRefused(
                post("/notes").open().returns(String.class).inside(kept).to(_ -> count("")),
                "POST /notes cannot be cached: only what is asked by GET can be");
        assertThatThrownBy(() -> App.serving(group("/")).inside(kept).build())
                .hasMessageContaining("belongs inside one");
    }

    private static void assertRefused(Routes routes, String message) {
        assertThatThrownBy(() -> App.serving(routes)
                        .authenticatedBy(_ -> new Caller.Visitor())
                        .build())
                .hasMessageContaining(message);
    }
}
