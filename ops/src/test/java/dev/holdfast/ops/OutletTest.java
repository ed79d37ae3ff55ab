package dev.holdfast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines on their way out: in order, bounded, and never in anybody's way. */
class OutletTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long MOST = 1 << 20;
    private static final Pattern GAP = Pattern.compile("(\\d+) lines? (?:is|are) missing here");

    private final Kept kept = new Kept();
    private final Kept errors = new Kept();
    private final Outlet outlet = Outlet.start(
            "log-test",
            MOST,
            List.of(
                    new Target(new ReadableForm(ZoneOffset.UTC, false), kept, Level.TRACE),
                    new Target(new ReadableForm(ZoneOffset.UTC, false), errors, Level.ERROR)));

    @AfterEach
    void close() {
        outlet.close(LONG);
    }

    private static Entry.Event event(Level level, String message) {
        return new Entry.Event(0, level, "test", "main", message, "", "");
    }

    private void tell(int from, int to) {
        for (var number = from; number < to; number++) {
            outlet.offer(event(Level.INFO, "line " + number));
        }
    }

    private static List<Integer> numbers(Kept where) {
        return where.lines().stream()
                .filter(line -> line.contains(" line "))
                .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    private static int missing(Kept where) {
        return GAP.matcher(where.text())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }

    @Test
    void lines_arrive_in_order_and_many_with_one_write() {
        tell(0, 2_000);

        assertThat(outlet.flush(LONG)).isTrue();
        assertThat(numbers(kept)).hasSize(2_000).isSorted();
        assertThat(kept.writes()).isLessThan(200);
    }

    @Test
    void a_line_arrives_without_anybody_waiting_for_it() throws InterruptedException {
        for (var round = 1; round <= 20; round++) {
            tell(round, round + 1);
            while (kept.lines().size() < round) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void a_burst_that_cannot_be_written_is_bounded_and_what_is_missing_is_told() {
        kept.block();
        tell(0, 100_000);
        kept.unblock();
        assertThat(outlet.flush(LONG)).isTrue();

        var arrived = numbers(kept);
        assertThat(arrived).isSorted().doesNotHaveDuplicates();
        assertThat(arrived.size()).isLessThan(100_000).isGreaterThan(1_000);
        assertThat(arrived.size() + missing(kept)).isEqualTo(100_000);

        tell(100_000, 100_010);
        outlet.flush(LONG);
        assertThat(numbers(kept)).endsWith(100_008, 100_009);
        assertThat(missing(errors)).isZero();
    }

    @Test
    void what_waits_is_bounded_by_the_memory_it_holds() {
        kept.block();
        var large = "x".repeat(10_000);
        for (var count = 0; count < 1_000; count++) {
            outlet.offer(event(Level.INFO, large));
        }
        kept.unblock();
        outlet.flush(LONG);

        var arrived = kept.lines().stream().filter(line -> line.endsWith(large)).count();
        assertThat(arrived * 2 * large.length()).isLessThan(MOST);
        assertThat(arrived + missing(kept)).isEqualTo(1_000);
    }

    @Test
    void errors_have_room_when_others_have_none_and_are_counted_apart() {
        kept.block();
        tell(0, 50_000);
        for (var count = 0; count < 100; count++) {
            outlet.offer(event(Level.ERROR, "failure"));
        }
        kept.unblock();
        outlet.flush(LONG);

        assertThat(errors.lines()).hasSize(100).allMatch(line -> line.endsWith("ERROR failure"));
        assertThat(kept.lines().stream().filter(line -> line.endsWith("failure")))
                .hasSize(100);
    }

    @Test
    void whoever_logs_goes_on_while_nothing_can_be_written() {
        kept.block();
        tell(0, 100_000);

        assertThat(outlet.flush(Duration.ofMillis(50))).isFalse();
        kept.unblock();
        assertThat(outlet.flush(LONG)).isTrue();
    }

    @Test
    void a_full_disk_costs_the_lines_it_had_no_room_for_and_nothing_more() {
        tell(0, 1);
        outlet.flush(LONG);
        kept.failAfter(30);
        tell(1, 11);
        outlet.flush(LONG);
        kept.work();
        tell(11, 21);
        outlet.flush(LONG);

        var whole = kept.lines().stream()
                .filter(line -> line.matches("[0-9:.]+ INFO  line \\d+"))
                .count();
        assertThat(numbers(kept)).startsWith(0, 1).endsWith(19, 20);
        assertThat(whole + missing(kept)).isEqualTo(21);
    }

    @Test
    void many_threads_lose_nothing_and_keep_each_their_order() throws InterruptedException {
        var threads = new Thread[8];
        for (var index = 0; index < threads.length; index++) {
            var name = "t" + index + " line ";
            threads[index] = Thread.startVirtualThread(() -> {
                for (var number = 0; number < 300; number++) {
                    outlet.offer(event(Level.INFO, name + number));
                }
            });
        }
        for (var thread : threads) {
            thread.join();
        }
        outlet.flush(LONG);

        for (var index = 0; index < threads.length; index++) {
            var name = " t" + index + " line ";
            var next = new AtomicInteger();
            assertThat(kept.lines().stream().filter(line -> line.contains(name)))
                    .hasSize(300)
                    .allMatch(line -> line.endsWith(name + next.getAndIncrement()));
        }
    }
}
