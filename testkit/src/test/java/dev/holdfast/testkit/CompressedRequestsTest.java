package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that come packed: what they become is held to the same limits, and what is not proper is refused. */
class CompressedRequestsTest {

    static final int LIMIT = 100_000;
    static final byte[] HELLO = "hello, hello, hello".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Program.draft());

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    private interface Packing {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] content, Packing packing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = packing.around(bytes)) {
            out.write(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        return packed(content, GZIPOutputStream::new);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static Reply sent(TestClient client, String coding, byte[] body) {
        return client.with("Content-Encoding", coding).post("/large", body);
    }

    /** Digits of a kind that are packed to half of their length and never to less. */
    private static byte[] digits(int length) {
        var random = new Random(11);
        var digits = new byte[length];
        for (var index = 0; index < length; index++) {
            digits[index] = (byte) Character.forDigit(random.nextInt(16), 16);
        }
        return digits;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void I6_a_body_may_come_in_one_coding(TestClient client) {
        for (var coding : List.of("gzip", "GZIP", "x-gzip")) {
            assertThat(sent(client, coding, gzip(HELLO)).at("/data/size").intValue())
                    .isEqualTo(HELLO.length);
        }
        assertThat(sent(client, "deflate", packed(HELLO, DeflaterOutputStream::new))
                        .at("/data/size")
                        .intValue())
                .isEqualTo(HELLO.length);
        assertThat(sent(client, "identity", HELLO).at("/data/size").intValue()).isEqualTo(HELLO.length);
        assertThat(sent(client, "gzip", gzip(new byte[0])).at("/data/size").intValue())
                .isZero();
        assertThat(sent(client, "gzip", new byte[0]).at("/data/size").intValue())
                .isZero();
    }

    @Test
    void a_packed_record_is_bound_like_any_other() {
        var json = """
                {"name":"Lamp","email":"a@b.cd","amount":3,"price":1,"parts":[]}""";
        var reply = BACKEND.inMemory()
                .with("Content-Encoding", "gzip")
                .post("/things", gzip(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(reply.textAt("/data/thing/name")).isEqualTo("Lamp");
    }

    @Test
    void the_head_of_gzip_may_say_more() {
        var plain = gzip(HELLO);
        var head = Arrays.copyOf(plain, 10);
        head[3] = 2 | 4 | 8 | 16;
        var more =
                joined(new byte[] {3, 0, 1, 2, 3}, "name\0comment\0".getBytes(StandardCharsets.US_ASCII), new byte[2]);
        var body = joined(head, more, Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(sent(BACKEND.inMemory(), "gzip", body).at("/data/size").intValue())
                .isEqualTo(HELLO.length);
        for (var length = 1; length < body.length; length++) {
            assertThat(sent(BACKEND.inMemory(), "gzip", Arrays.copyOf(body, length))
                            .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"br", "zstd", "compress", "gzip, gzip", "gzip,identity", "deflate, gzip", "gzip;q=1", ",", "*"})
    void I6_another_coding_is_415_with_those_that_are_known(String coding) {
        for (var client : clients()) {
            var reply = sent(client, coding, gzip(gzip(HELLO)));
            assertThat(reply.textAt("/code")).isEqualTo("unsupported_media_type");
            assertThat(reply.status()).isEqualTo(415);
            assertThat(reply.header("Accept-Encoding")).contains("gzip, deflate");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void what_is_damaged_is_400(TestClient client) {
        var gzip = gzip(HELLO);
        var zlib = packed(HELLO, DeflaterOutputStream::new);
        for (var at : List.of(0, 1, 2, 3, 12, gzip.length - 8, gzip.length - 1)) {
            var damaged = gzip.clone();
            damaged[at] ^= (byte) 0xE1;
            assertThat(sent(client, "gzip", damaged).status()).as("byte " + at).isEqualTo(400);
        }
        for (var body : List.of(
                joined(gzip, gzip),
                joined(gzip, new byte[1]),
                zlib,
                HELLO,
                new byte[500],
                Arrays.copyOf(gzip, gzip.length - 1))) {
            assertThat(sent(client, "gzip", body).textAt("/code")).isEqualTo("bad_request");
        }
        for (var body : List.of(joined(zlib, new byte[1]), Arrays.copyOf(zlib, zlib.length - 1), gzip, HELLO)) {
            assertThat(sent(client, "deflate", body).textAt("/code")).isEqualTo("bad_request");
        }
        assertThat(sent(client, "gzip", gzip).status()).isEqualTo(200);
    }

    @Test
    void I6_thousands_of_empty_members_are_refused_at_the_second() {
        var empty = gzip(new byte[0]);
        var many = new byte[empty.length * 4_000];
        for (var index = 0; index < many.length; index++) {
            many[index] = empty[index % empty.length];
        }
        assertThat(sent(BACKEND.inMemory(), "gzip", many).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"99999, 200", "100000, 200", "100001, 413", "150000, 413"})
    void I6_the_limit_of_the_route_holds_for_what_was_unpacked(int length, int status) {
        for (var client : clients()) {
            assertThat(sent(client, "gzip", gzip(digits(length))).status()).isEqualTo(status);
            assertThat(sent(client, "deflate", packed(digits(length), DeflaterOutputStream::new))
                            .status())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void I6_a_bomb_is_413(TestClient client) {
        var zeros = gzip(new byte[50 * 1024 * 1024]);
        assertThat(zeros).hasSizeLessThan(LIMIT);
        assertThat(sent(client, "gzip", zeros).textAt("/code")).isEqualTo("content_too_large");
        assertThat(sent(client, "gzip", gzip(new byte[LIMIT - 1])).textAt("/message"))
                .contains("100 times");
        assertThat(sent(client, "gzip", gzip(new byte[64 * 1024])).status()).isEqualTo(200);
        var lying = gzip(HELLO);
        Arrays.fill(lying, lying.length - 4, lying.length, (byte) 0x7F);
        assertThat(sent(client, "gzip", lying).status()).isEqualTo(400);
    }
}
