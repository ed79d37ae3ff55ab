package dev.holdfast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.config.ByteSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the log: begun anew in time, and never more of them than was said. */
class RotatingFileTest {

    private static final String LINE = "nine chars".substring(0, 9) + "\n";

    @TempDir
    Path folder = Path.of("");

    private final Ticking clock = new Ticking();

    private static final class Ticking extends Clock {

        private Instant now =
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.DAYS).plus(Duration.ofHours(12));

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    private RotatingFile file(int bytes, int old, int total) {
        return new RotatingFile(
                folder.resolve("combined.log"), new Rotation(new ByteSize(bytes), old, new ByteSize(total)), clock);
    }

    private static void write(RotatingFile file, String text) throws IOException {
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private long bytes() throws IOException {
        var sum = 0L;
        for (var name : names()) {
            sum += Files.size(folder.resolve(name));
        }
        return sum;
    }

    private String day() {
        return clock.instant().toString().substring(0, 10);
    }

    @Test
    void a_file_ends_with_a_whole_line_before_it_becomes_too_large() throws IOException {
        var file = file(35, 10, 1_000);
        write(file, LINE.repeat(7));

        assertThat(names())
                .containsExactly("combined-" + day() + ".1.log", "combined-" + day() + ".2.log", "combined.log");
        assertThat(folder.resolve("combined-" + day() + ".1.log")).hasContent(LINE.repeat(3));
        assertThat(folder.resolve("combined-" + day() + ".2.log")).hasContent(LINE.repeat(3));
        assertThat(folder.resolve("combined.log")).hasContent(LINE);
        file.close();
    }

    @Test
    void a_day_has_files_of_its_own() throws IOException {
        var file = file(1_000, 10, 10_000);
        var yesterday = day();
        write(file, "yesterday\n");
        clock.pass(Duration.ofDays(1));
        write(file, "today\n");

        assertThat(folder.resolve("combined-" + yesterday + ".1.log")).hasContent("yesterday");
        assertThat(folder.resolve("combined.log")).hasContent("today");
        file.close();
    }

    @Test
    void neither_their_count_nor_their_bytes_exceed_what_was_said() throws IOException {
        var few = file(10, 3, 1_000);
        write(few, LINE.repeat(40));
        few.close();
        assertThat(names()).hasSize(4).contains("combined-" + day() + ".39.log", "combined-" + day() + ".37.log");

        var small = file(10, 30, 20);
        for (var count = 0; count < 40; count++) {
            write(small, LINE);
            assertThat(bytes()).isLessThanOrEqualTo(20);
        }
        small.close();
    }

    @Test
    void a_new_start_goes_on_where_the_last_ended() throws IOException {
        var first = file(35, 10, 1_000);
        write(first, LINE.repeat(2));
        first.close();
        var second = file(35, 10, 1_000);
        write(second, LINE.repeat(2));
        second.close();

        assertThat(folder.resolve("combined-" + day() + ".1.log")).hasContent(LINE.repeat(3));
        assertThat(folder.resolve("combined.log")).hasContent(LINE);
    }

    @Test
    void a_line_too_large_for_any_file_has_one_for_itself() throws IOException {
        var file = file(20, 10, 1_000);
        var large = "x".repeat(50) + "\n";
        write(file, LINE + large + LINE);

        assertThat(folder.resolve("combined-" + day() + ".1.log")).hasContent(LINE);
        assertThat(folder.resolve("combined-" + day() + ".2.log")).hasContent(large);
        assertThat(folder.resolve("combined.log")).hasContent(LINE);
        file.close();
    }

    @Test
    void a_file_that_was_moved_or_deleted_is_begun_anew() throws IOException {
        var file = file(1_000, 10, 10_000);
        write(file, "first\n");
        Files.move(folder.resolve("combined.log"), folder.resolve("away"));
        clock.pass(Duration.ofSeconds(2));
        write(file, "second\n");
        Files.delete(folder.resolve("combined.log"));
        clock.pass(Duration.ofSeconds(2));
        write(file, "third\n");

        assertThat(folder.resolve("away")).hasContent("first");
        assertThat(folder.resolve("combined.log")).hasContent("third");
        file.close();
    }

    @Test
    void two_processes_in_one_folder_lose_nothing() throws IOException {
        var one = file(40, 100, 10_000);
        var other = file(40, 100, 10_000);
        for (var count = 0; count < 50; count++) {
            write(one, LINE);
            write(other, LINE);
            clock.pass(Duration.ofSeconds(2));
        }
        one.close();
        other.close();

        assertThat(bytes()).isEqualTo(100L * LINE.length());
    }

    @Test
    void files_of_others_are_left_alone() throws IOException {
        var others = new ArrayList<String>();
        for (var name : List.of("combined-2020-01-01.1.log.gz", "combined-notes.txt", "other-2020-01-01.1.log")) {
            others.add(Files.writeString(folder.resolve(name), "mine")
                    .getFileName()
                    .toString());
        }
        var file = file(10, 0, 10);
        write(file, LINE.repeat(5));
        file.close();

        assertThat(names()).containsAll(others).hasSize(others.size() + 1);
    }
}
