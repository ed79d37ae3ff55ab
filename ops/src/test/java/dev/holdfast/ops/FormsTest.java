package dev.holdfast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.holdfast.Caller;
import dev.holdfast.Exchange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lines look like, whatever is in them. */
class FormsTest {

    private static final String HOSTILE =
            "a\r\nb\u001b[31mc\u2028d\u2029e\u0085f\u009bg\u202eh\u0000i\u007fj\"k\\l\ud800m\ttail";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Kept json = new Kept();
    private final Kept readable = new Kept();
    private final LoggerContext context = new LoggerContext();
    private final List<Outlet> outlets = List.of(
            Outlet.start("json", 1 << 20, List.of(new Target(new JsonForm(), json, Level.TRACE))),
            Outlet.start(
                    "readable",
                    1 << 20,
                    List.of(new Target(new ReadableForm(ZoneOffset.UTC, false), readable, Level.TRACE))));

    FormsTest() {
        Logs.install(
                context,
                LogSettings.of(org.slf4j.event.Level.INFO, LogSettings.Format.JSON)
                        .quieting("noisy"),
                outlets);
    }

    private void written() {
        outlets.forEach(outlet -> outlet.close(LONG));
    }

    private JsonNode line() {
        written();
        assertThat(json.lines()).hasSize(1);
        return JsonMapper.shared().readTree(json.text());
    }

    private static Exchange exchange(String path) throws UnknownHostException {
        return new Exchange("GET", path, InetAddress.getByAddress(new byte[] {10, 0, 0, 7}));
    }

    private void tell(Exchange exchange) {
        exchange.done();
        context.getLogger("dev.holdfast.request").info("{}", exchange);
    }

    @Test
    void a_request_is_one_object_with_a_field_for_each_thing_known() throws Exception {
        var exchange = exchange("/users/7");
        exchange.requestId("abc-1");
        exchange.route("/users/{id}", Map.of("id", "7"));
        exchange.caller(new Caller.User("u7", Set.of("ADMIN")));
        exchange.received(12);
        exchange.add(Exchange.Part.DATABASE, 1_234_000);
        exchange.failure(new IllegalStateException("the password is hunter2"));
        exchange.sent(500, 345);
        tell(exchange);

        var line = line();
        assertThat(line.propertyNames())
                .containsExactly(
                        "ts",
                        "level",
                        "logger",
                        "msg",
                        "requestId",
                        "method",
                        "route",
                        "params",
                        "path",
                        "status",
                        "durationMs",
                        "dbMs",
                        "bytesIn",
                        "bytesOut",
                        "user",
                        "client",
                        "error");
        assertThat(line.at("/ts").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.at("/route").stringValue()).isEqualTo("/users/{id}");
        assertThat(line.at("/params/id").stringValue()).isEqualTo("7");
        assertThat(line.at("/status").intValue()).isEqualTo(500);
        assertThat(line.at("/dbMs").doubleValue()).isEqualTo(1.234);
        assertThat(line.at("/bytesIn").intValue()).isEqualTo(12);
        assertThat(line.at("/bytesOut").intValue()).isEqualTo(345);
        assertThat(line.at("/user").stringValue()).isEqualTo("u7");
        assertThat(line.at("/client").stringValue()).isEqualTo("10.0.0.7");
        assertThat(line.at("/error").stringValue()).isEqualTo("java.lang.IllegalStateException");
        assertThat(readable.lines())
                .singleElement()
                .asString()
                .matches("[0-9:.]{12} INFO  GET /users/7 500 [0-9.]+ms 345B user=u7 client=10.0.0.7 id=abc-1"
                        + " route=/users/\\{id} in=12B database=1.2ms error=java.lang.IllegalStateException");
        assertThat(json.text() + readable.text()).doesNotContain("hunter2");
    }

    @Test
    void E4_a_request_that_was_turned_away_says_by_what() throws Exception {
        var exchange = exchange("/users");
        exchange.turnedAway("login");
        exchange.sent(429, 90);
        tell(exchange);

        assertThat(line().at("/turnedAwayBy").stringValue()).isEqualTo("login");
        assertThat(readable.text()).contains(" turnedAwayBy=login");
    }

    @Test
    void a_connection_that_broke_says_so() throws Exception {
        tell(exchange("/"));

        assertThat(line().at("/status").intValue()).isZero();
        assertThat(readable.text()).contains("GET / broken ");
    }

    @Test
    void E2_nothing_from_outside_ends_a_line_or_reaches_a_terminal() throws Exception {
        var exchange = exchange("/" + HOSTILE);
        exchange.route("/{it}", Map.of("it", HOSTILE));
        exchange.caller(new Caller.Service(HOSTILE, Set.of()));
        tell(exchange);

        var line = line();
        assertThat(line.at("/path").stringValue()).isEqualTo("/" + HOSTILE);
        assertThat(line.at("/params/it").stringValue()).isEqualTo(HOSTILE);
        assertThat(line.at("/user").stringValue()).isEqualTo(HOSTILE);
        assertThat(readable.lines()).hasSize(1);
        assertHarmless(json.text());
        assertHarmless(readable.text());
        assertThat(readable.text())
                .contains("/a\\r\\nb\\u001b[31mc\\u2028d\\u2029e\\u0085f\\u009bg\\u202eh\\u0000i\\u007fj");
    }

    private static void assertHarmless(String text) {
        assertThat(text.strip()
                        .codePoints()
                        .filter(point -> Character.isISOControl(point)
                                || Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.LINE_SEPARATOR
                                || Character.getType(point) == Character.PARAGRAPH_SEPARATOR))
                .isEmpty();
    }

    @Test
    void any_other_line_names_its_thread_its_request_and_the_way_to_its_failure() throws Exception {
        var exchange = exchange("/");
        exchange.requestId("abc-2");
        var failure =
                new IllegalStateException("first\n\tat fake.Frame(Fake.java:1)", new IllegalArgumentException(HOSTILE));
        ScopedValue.where(Exchange.CURRENT, exchange)
                .run(() -> context.getLogger("mine").error("{} failed", HOSTILE, failure));

        var line = line();
        assertThat(line.propertyNames())
                .containsExactly("ts", "level", "logger", "thread", "msg", "requestId", "stack");
        assertThat(line.at("/level").stringValue()).isEqualTo("ERROR");
        assertThat(line.at("/thread").stringValue())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(line.at("/msg").stringValue()).isEqualTo(HOSTILE + " failed");
        assertThat(line.at("/requestId").stringValue()).isEqualTo("abc-2");
        var stack = line.at("/stack").stringValue().lines().toList();
        assertThat(stack.getFirst())
                .isEqualTo("java.lang.IllegalStateException: first\\n\\tat fake.Frame(Fake.java:1)");
        assertThat(stack)
                .anyMatch(each -> each.startsWith("Caused by: java.lang.IllegalArgumentException: a\\r\\nb"))
                .anyMatch(each -> each.contains("FormsTest"));
        assertThat(readable.lines().stream().skip(1))
                .allMatch(each -> each.matches("    (at|\\.\\.\\.) .*|[A-Z].*|java.*"));
        assertHarmless(readable.lines().stream().collect(Collectors.joining()));
    }

    @Test
    void characters_of_every_plane_arrive_as_they_are() {
        var text = "\u00e9 \u4e2d \ud83d\ude80 \uffee";
        context.getLogger("mine").info(text);

        assertThat(line().at("/msg").stringValue()).isEqualTo(text);
        assertThat(readable.text()).contains(text);
    }

    @Test
    void the_pairs_of_an_event_are_told_behind_its_message() {
        context.getLogger("mine").atInfo().addKeyValue("tries", 3).log("gave up");

        assertThat(line().at("/msg").stringValue()).isEqualTo("gave up tries=3");
    }

    @Test
    void levels_hold_and_quiet_loggers_tell_warnings_only() {
        context.getLogger("mine").debug("no");
        context.getLogger("noisy.one").info("no");
        context.getLogger("noisy.one").warn("yes");

        assertThat(line().at("/msg").stringValue()).isEqualTo("yes");
    }

    @Test
    void E2_texts_without_end_are_cut() {
        var failure = new StackOverflowError("x".repeat(100_000));
        failure.setStackTrace(Arrays.copyOf(failure.getStackTrace(), 1));
        context.getLogger("mine").error("y".repeat(100_000), failure);

        var line = line();
        assertThat(line.at("/msg").stringValue()).hasSizeLessThan(17_000).endsWith("(cut)");
        assertThat(line.at("/stack").stringValue()).hasSizeLessThan(17_000).endsWith("(cut)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "WARN", "ERROR"})
    void levels_are_coloured_at_a_terminal(String level) {
        var lines = new Lines();
        new ReadableForm(ZoneOffset.UTC, true)
                .write(new Entry.Event(0, Level.toLevel(level), "mine", "main", "text", "", ""), lines);

        var text = StandardCharsets.UTF_8.decode(lines.buffer()).toString();
        assertThat(text.contains("\u001b")).isEqualTo(!level.equals("INFO"));
        assertThat(text.replaceAll("\u001b\\[\\d+m", "")).isEqualTo("00:00:00.000 %-5s text%n".formatted(level));
    }
}
