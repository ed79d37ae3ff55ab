package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody finds who has taken the file of the database. */
class FileSecretsTest {

    private static final AtomicReference<Path> FOLDER = new AtomicReference<>();

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(FakeClock.atNoon(), FOLDER::set);

    @Test
    void R4_of_passwords_tokens_and_keys_hashes_are_stored_and_nothing_else() throws Exception {
        var ann = Somebody.at(BACKEND);
        var root = BACKEND.inMemory().signedIn("root@example.com", Fixture.PASSWORD);
        var key = root.post("/api/v1/auth/keys", Map.of("name", "canary", "scopes", List.of("products:write")));
        assertThat(ann.visitor()
                        .post("/api/v1/auth/password/forgot", Map.of("email", ann.email()))
                        .status())
                .isEqualTo(202);
        var mailed = new Mails(ann.visitor()).awaited(ann.email(), 1).token();

        var stored = stored();

        assertThat(stored).contains(ann.email(), "$2b$");
        for (var secret :
                List.of(ann.refreshToken(), ann.accessToken(), key.textAt("/data/secret"), mailed, Fixture.PASSWORD)) {
            assertThat(stored).doesNotContain(secret).doesNotContain(secret.substring(secret.length() / 2));
        }
    }

    /** The file, and what was written lately and lies beside it. */
    private static String stored() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.list(FOLDER.get())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
