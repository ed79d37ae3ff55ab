package dev.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a bomb costs before it is refused: this heap has no room for what it would become. */
class InflationTest {

    private static final int LIMIT = 1 << 30;
    private static final int MEBIBYTES = 600;
    private static final byte[] MEBIBYTE = new byte[1024 * 1024];

    private static byte[] bomb = {};

    @BeforeAll
    static void pack() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
            for (var index = 0; index < MEBIBYTES; index++) {
                out.write(MEBIBYTE);
            }
        }
        bomb = packed.toByteArray();
    }

    @Test
    void I6_a_bomb_is_refused_long_before_it_is_large() {
        assertThat(Runtime.getRuntime().maxMemory())
                .as("the heap in which this test means something")
                .isLessThan((long) MEBIBYTES * MEBIBYTE.length);
        assertThatThrownBy(() -> Inflation.zlib(bomb, LIMIT))
                .isInstanceOf(Problem.class)
                .hasMessage("the body becomes more than 100 times as large");
    }

    @Test
    void what_a_limit_allows_never_takes_room_beyond_it() {
        assertThatThrownBy(() -> Inflation.zlib(bomb, 10))
                .isInstanceOf(Problem.class)
                .hasMessage("the body may have at most 10 bytes here when it is unpacked");
    }
}
