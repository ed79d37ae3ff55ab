package dev.holdfast.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a quota is written. */
class QuotaTest {

    @ParameterizedTest
    @CsvSource({"100/15m,100,900", "' 5 / 1 S ',5,1", "3/2h,3,7200", "1000000000/30d,1000000000,2592000"})
    void a_quota_is_requests_and_a_time(String text, long requests, long seconds) {
        assertThat(Quota.parse(text)).isEqualTo(new Quota(requests, Duration.ofSeconds(seconds)));
    }

    @Test
    void off_is_no_bound() {
        assertThat(Quota.parse(" Off ").isOff()).isTrue();
        assertThat(Quota.of("1/1s").isOff()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "100",
                "100/15",
                "/15m",
                "100/",
                "100/m",
                "100/15x",
                "100/15ms",
                "-1/15m",
                "+1/1s",
                "0/15m",
                "100/0s",
                "1000000001/1m",
                "1/31d",
                "1/99999999d",
                "99999999999999999999/1m",
                "\u0661/1m",
                "on"
            })
    void what_is_no_quota_is_refused_with_what_would_be_one(String text) {
        assertThatThrownBy(() -> Quota.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ");
    }

    @Test
    void a_quota_that_exists_is_valid() {
        assertThatThrownBy(() -> new Quota(1, Duration.ofMillis(1500))).hasMessageContaining("whole seconds");
        assertThatThrownBy(() -> new Quota(0, Duration.ofSeconds(1))).hasMessageContaining("requests");
    }
}
