package dev.holdfast.realtime.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a coverage-guided fuzzer has found worth keeping, once more. */
class FuzzCorpusTest {

    static List<Path> packets() throws IOException, URISyntaxException {
        return inputs("packets");
    }

    static List<Path> sessions() throws IOException, URISyntaxException {
        return inputs("sessions");
    }

    private static List<Path> inputs(String folder) throws IOException, URISyntaxException {
        var corpus = Objects.requireNonNull(FuzzCorpusTest.class.getResource("/fuzz/" + folder), folder);
        try (var files = Files.list(Path.of(corpus.toURI()))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("packets")
    void whatever_comes_is_refused_or_can_be_sent_on(Path input) throws IOException {
        PacketFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void whatever_is_done_is_answered_and_leaves_nothing(Path input) throws Exception {
        SessionFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
    }
}
