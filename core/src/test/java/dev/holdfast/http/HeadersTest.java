package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields. */
class HeadersTest {

    private static List<String> lines(Headers headers) {
        var lines = new ArrayList<String>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    @Test
    void a_field_is_found_whatever_the_case_of_its_name() {
        var headers = Headers.NONE.with("Content-Type", "text/plain");

        assertThat(headers.first("content-type")).contains("text/plain");
        assertThat(headers.has("CONTENT-TYPE")).isTrue();
        assertThat(headers.has("Content-Typ")).isFalse();
        assertThat(Headers.NONE.has("")).isFalse();
    }

    @Test
    void fields_of_one_name_stand_beside_each_other_in_order() {
        var headers = Headers.NONE.and("Via", "a").and("Age", "1").and("via", "b");

        assertThat(headers.first("Via")).contains("a");
        assertThat(headers.all("VIA")).containsExactly("a", "b");
        assertThat(lines(headers)).containsExactly("Via: a", "Age: 1", "via: b");
    }

    @Test
    void a_replaced_field_is_gone_and_the_fields_it_came_from_are_as_before() {
        var before = Headers.NONE.and("Via", "a").and("Via", "b");
        var after = before.with("via", "c").and("Via", "d");

        assertThat(after.all("Via")).containsExactly("c", "d");
        assertThat(after.first("Via")).contains("c");
        assertThat(lines(after)).containsExactly("via: c", "Via: d");
        assertThat(after.with("Via", "e").all("Via")).containsExactly("e");
        assertThat(before.all("Via")).containsExactly("a", "b");
    }

    @Test
    void fields_laid_over_others_win_as_a_whole() {
        var base = Headers.NONE.and("Vary", "x").and("Vary", "y").and("Age", "1");
        var over = Headers.NONE.and("vary", "a").and("vary", "b");

        assertThat(over.over(base).all("Vary")).containsExactly("a", "b");
        assertThat(over.over(base).first("Age")).contains("1");
        assertThat(Headers.NONE.over(base)).isSameAs(base);
        assertThat(lines(over.over(Headers.NONE))).containsExactly("vary: a", "vary: b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\rb", "a\0b", "a\u007Fb", "a\u0100b", "\u010A"})
    void I9_a_value_that_could_end_its_line_or_loses_its_meaning_on_the_way_is_refused(String value) {
        assertThatThrownBy(() -> Headers.NONE.with("Name", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r\n", "é", "a\u010A"})
    void a_name_that_is_no_token_is_refused(String name) {
        assertThatThrownBy(() -> Headers.NONE.and(name, "value")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_value_is_printed() {
        assertThat(Headers.NONE.with("Authorization", "Bearer hush").toString()).isEqualTo("Authorization");
    }
}
