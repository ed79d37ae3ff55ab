package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Body;
import dev.holdfast.http.Response;
import dev.holdfast.routing.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a program answers, the client knows where the answer ends: the next one on the connection is whole. */
class FramingTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(FramingTest::draft);

    private static AppDraft draft(Path folder) {
        var file = folder.resolve("file.txt");
        try {
            Files.writeString(file, "content of the file");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return App.serving(group(
                "/",
                get("/n").open().returns(String.class).to(_ -> Response.ok("n", "next")),
                answering("/file/304", Response.of(304, new Body.FileOf(file))),
                answering("/stream/204", Response.of(204, stream())),
                answering("/stream/304", Response.of(304, stream())),
                answering("/events/204", Response.of(204, new Body.Events(_ -> {}, Duration.ofSeconds(1)))),
                answering("/bytes/304", Response.bytes(304, "text/plain", new byte[5])),
                answering("/length", Response.text("twelve bytes").header("Content-Length", "3")),
                answering("/length/stream", Response.of(200, stream()).header("content-length", "3")),
                answering("/coding", Response.text("plain").header("Transfer-Encoding", "chunked")),
                answering("/connection", Response.text("stays").header("Connection", "close"))));
    }

    private static Body stream() {
        return new Body.Stream(out -> out.write("content of the stream".getBytes(StandardCharsets.UTF_8)));
    }

    private static Routes answering(String path, Response answer) {
        return get(path).open().returns(answer.status(), byte[].class).to(_ -> answer);
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static String asked(RawConnection connection, String path) {
        var requests = "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\nGET /n HTTP/1.1\r\nHost: a\r\n\r\n";
        var answers = connection.send(requests).await(text -> text.contains("next"));
        return answers.substring(0, answers.lastIndexOf("HTTP/1.1 200 OK"));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_status_that_never_has_a_body_is_sent_without_one_whatever_it_carries(Supplier<RawConnection> door) {
        for (var path : List.of("/file/304", "/stream/204", "/stream/304", "/events/204", "/bytes/304")) {
            try (var connection = door.get()) {
                assertThat(asked(connection, path))
                        .as(path)
                        .endsWith("\r\n\r\n")
                        .doesNotContain("Transfer-Encoding");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void fields_that_frame_an_answer_are_the_servers_own(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            assertThat(asked(connection, "/length"))
                    .contains("Content-Length: 12\r\n")
                    .doesNotContain("Content-Length: 3\r\n")
                    .endsWith("twelve bytes");
        }
        try (var connection = door.get()) {
            assertThat(asked(connection, "/length/stream")).doesNotContainIgnoringCase("content-length");
        }
        try (var connection = door.get()) {
            assertThat(asked(connection, "/coding"))
                    .doesNotContain("Transfer-Encoding")
                    .endsWith("plain");
        }
        try (var connection = door.get()) {
            assertThat(asked(connection, "/connection")).doesNotContain("Connection:");
        }
    }
}
