package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Header fields as values: shared, never changed, and the same as a plain list of lines would be. */
class HeadersAgainstAListTest {

    private static final String[] NAMES = {"A", "a", "B", "C", "c", "D"};

    private static List<String> lines(Headers headers) {
        var lines = new ArrayList<String>();
        headers.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

    @Test
    void what_is_built_upon_stays_as_it_was() {
        var base = Headers.NONE.with("A", "1").and("A", "2");
        var one = base.with("a", "3");
        var other = base.and("B", "4");
        assertThat(lines(base)).containsExactly("A=1", "A=2");
        assertThat(lines(one)).containsExactly("a=3");
        assertThat(lines(other)).containsExactly("A=1", "A=2", "B=4");
    }

    @Test
    void fields_laid_over_others_win_and_leave_the_rest() {
        var base = Headers.NONE.with("A", "1").with("B", "2").and("B", "3");
        var over = Headers.NONE.and("b", "4").and("b", "5").with("C", "6");
        assertThat(lines(over.over(base))).containsExactly("A=1", "b=4", "b=5", "C=6");
    }

    @Test
    void any_sequence_of_changes_gives_what_a_list_would() {
        var random = new Random(7);
        for (var run = 0; run < 2_000; run++) {
            var headers = Headers.NONE;
            var list = new ArrayList<String>();
            for (var step = 0; step < 8; step++) {
                var name = NAMES[random.nextInt(NAMES.length)];
                var value = Integer.toString(step);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        headers = headers.with(name, value);
                        remove(list, name);
                        list.add(name + "=" + value);
                    }
                    case 1 -> {
                        headers = headers.and(name, value);
                        list.add(name + "=" + value);
                    }
                    default -> {
                        var base = Headers.NONE.and(name, "x").and("E", "x");
                        var under = new ArrayList<>(List.of(name + "=x", "E=x"));
                        list.forEach(line -> remove(under, line.substring(0, line.indexOf('='))));
                        list.addAll(0, under);
                        headers = headers.over(base);
                    }
                }
                assertThat(lines(headers)).isEqualTo(list);
                assertThat(headers.all(name)).isEqualTo(values(list, name));
                assertThat(headers.first(name))
                        .isEqualTo(values(list, name).stream().findFirst());
                assertThat(headers.has(name)).isEqualTo(!values(list, name).isEmpty());
            }
        }
    }

    private static void remove(List<String> list, String name) {
        list.removeIf(line -> isNamed(line, name));
    }

    private static List<String> values(List<String> list, String name) {
        return list.stream()
                .filter(line -> isNamed(line, name))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
    }

    private static boolean isNamed(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + "=");
    }
}
