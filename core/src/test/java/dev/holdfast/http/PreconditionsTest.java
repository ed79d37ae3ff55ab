package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.http.Preconditions.Outcome;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests, in the order of RFC 9110 section 13.2.2. */
class PreconditionsTest {

    private static final EntityTag TAG = EntityTag.strong("a,b");
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.9Z");
    private static final String THEN = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";

    private static Request request(Method method, String... fields) {
        var headers = Headers.NONE;
        for (var index = 0; index < fields.length; index += 2) {
            headers = headers.and(fields[index], fields[index + 1]);
        }
        return Request.of(new Request.Head(method, "/", "", headers, InetAddress.getLoopbackAddress()), new byte[0]);
    }

    private static Outcome read(String... fields) {
        return Preconditions.evaluate(request(Method.GET, fields), TAG, MODIFIED);
    }

    private static Outcome write(String... fields) {
        return Preconditions.evaluate(request(Method.PUT, fields), TAG, MODIFIED);
    }

    @Test
    void a_request_without_conditions_is_performed() {
        assertThat(read()).isEqualTo(new Outcome.Proceed());
        assertThat(write()).isEqualTo(new Outcome.Proceed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"a,b\"", "W/\"a,b\"", "*", " \"x\" , \"a,b\"", ",,\"x\",W/\"y\",\"a,b\",", "\"\",\"a,b\""})
    void who_knows_the_state_is_not_told_again_and_may_not_write_over_it(String known) {
        assertThat(read("If-None-Match", known)).isEqualTo(new Outcome.NotModified());
        assertThat(Preconditions.evaluate(request(Method.HEAD, "If-None-Match", known), TAG))
                .isEqualTo(new Outcome.NotModified());
        assertThat(write("If-None-Match", known)).isEqualTo(new Outcome.Failed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"a\"",
                "\"b\"",
                "a,b",
                "\"a,b",
                "w/\"a,b\"",
                "W/ \"a,b\"",
                "\"*\"",
                "*, \"x\"",
                "\"A,B\"",
                "x, \"a,b\""
            })
    void tags_of_other_states_and_what_is_no_tag_ask_for_everything(String known) {
        assertThat(read("If-None-Match", known)).isEqualTo(new Outcome.Proceed());
    }

    @Test
    void a_list_may_come_in_several_fields() {
        assertThat(read("If-None-Match", "\"x\"", "If-None-Match", "\"a,b\"")).isEqualTo(new Outcome.NotModified());
        assertThat(write("If-Match", "\"x\"", "If-Match", "\"a,b\"")).isEqualTo(new Outcome.Proceed());
    }

    @Test
    void a_change_to_another_state_fails() {
        assertThat(write("If-Match", "\"x\"")).isEqualTo(new Outcome.Failed());
        assertThat(read("If-Match", "\"x\"")).isEqualTo(new Outcome.Failed());
        assertThat(write("If-Match", "rubbish")).isEqualTo(new Outcome.Failed());
        assertThat(write("If-Match", "\"x\", \"a,b\"")).isEqualTo(new Outcome.Proceed());
        assertThat(write("If-Match", "*")).isEqualTo(new Outcome.Proceed());
    }

    @Test
    void a_weak_tag_is_not_enough_to_change_something() {
        assertThat(write("If-Match", "W/\"a,b\"")).isEqualTo(new Outcome.Failed());
        assertThat(Preconditions.evaluate(request(Method.PUT, "If-Match", "\"a\""), EntityTag.weak("a")))
                .isEqualTo(new Outcome.Failed());
    }

    @ParameterizedTest
    @ValueSource(strings = {THEN, "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void a_date_in_any_of_three_forms_says_what_the_client_knows(String date) {
        assertThat(read("If-Modified-Since", date)).isEqualTo(new Outcome.NotModified());
        assertThat(write("If-Unmodified-Since", date)).isEqualTo(new Outcome.Proceed());
    }

    @Test
    void an_older_date_asks_for_the_new_state_and_forbids_a_change() {
        assertThat(read("If-Modified-Since", BEFORE)).isEqualTo(new Outcome.Proceed());
        assertThat(write("If-Unmodified-Since", BEFORE)).isEqualTo(new Outcome.Failed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "0",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 31 Feb 2027 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT"
            })
    void what_is_no_date_is_no_condition(String date) {
        assertThat(read("If-Modified-Since", date)).isEqualTo(new Outcome.Proceed());
        assertThat(write("If-Unmodified-Since", date)).isEqualTo(new Outcome.Proceed());
    }

    @Test
    void a_date_given_twice_is_no_condition() {
        assertThat(read("If-Modified-Since", THEN, "If-Modified-Since", THEN)).isEqualTo(new Outcome.Proceed());
    }

    @Test
    void tags_go_before_dates() {
        assertThat(read("If-None-Match", "\"x\"", "If-Modified-Since", THEN)).isEqualTo(new Outcome.Proceed());
        assertThat(write("If-Match", "\"a,b\"", "If-Unmodified-Since", BEFORE)).isEqualTo(new Outcome.Proceed());
        assertThat(read("If-Match", "\"x\"", "If-None-Match", "\"a,b\"")).isEqualTo(new Outcome.Failed());
    }

    @Test
    void a_change_does_not_ask_whether_something_was_modified() {
        assertThat(write("If-Modified-Since", THEN)).isEqualTo(new Outcome.Proceed());
    }

    @Test
    void without_a_date_of_its_own_nothing_is_older_or_newer() {
        assertThat(Preconditions.evaluate(request(Method.GET, "If-Modified-Since", THEN), TAG))
                .isEqualTo(new Outcome.Proceed());
        assertThat(Preconditions.evaluate(request(Method.PUT, "If-Unmodified-Since", BEFORE), TAG))
                .isEqualTo(new Outcome.Proceed());
    }

    @Test
    void a_range_completes_only_the_very_same_bytes() {
        assertThat(Preconditions.rangeFits(request(Method.GET), TAG)).isTrue();
        assertThat(Preconditions.rangeFits(request(Method.GET, "If-Range", "\"a,b\""), TAG))
                .isTrue();
        assertThat(Preconditions.rangeFits(request(Method.GET, "If-Range", "\"x\""), TAG))
                .isFalse();
        assertThat(Preconditions.rangeFits(request(Method.GET, "If-Range", THEN), TAG))
                .isFalse();
        assertThat(Preconditions.rangeFits(request(Method.GET, "If-Range", "W/\"a\""), EntityTag.weak("a")))
                .isFalse();
    }

    @Test
    void a_tag_of_bytes_changes_with_each_of_them() {
        var one = EntityTag.of("one".getBytes(StandardCharsets.UTF_8));

        assertThat(one).isEqualTo(EntityTag.of("one".getBytes(StandardCharsets.UTF_8)));
        assertThat(one).isNotEqualTo(EntityTag.of("onf".getBytes(StandardCharsets.UTF_8)));
        assertThat(one.toString()).matches("\"[A-Za-z0-9_-]{22}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a b", "a\r\nb", "\u007f", "\u0100"})
    void what_would_end_a_tag_or_a_head_stands_in_none(String text) {
        assertThatThrownBy(() -> EntityTag.strong(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_moment_is_written_in_the_preferred_form() {
        assertThat(HttpDate.text(MODIFIED)).isEqualTo(THEN);
        assertThat(HttpDate.parse(THEN)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }
}
