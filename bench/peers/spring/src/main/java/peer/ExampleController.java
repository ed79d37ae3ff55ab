package peer;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The JSON route that all peers have: a user made up from a number, without a database. */
@RestController
public class ExampleController {

    @GetMapping("/api/v1/examples/{number}")
    Answer show(@PathVariable int number) {
        return Answer.of(Map.of("user", example(number)));
    }

    private static User example(int number) {
        return new User(
                new UUID(0x0192_F3A4_7B5C_7000L + number, 0x8000_0000_0000_0000L + number),
                "Ann Example " + number,
                "ann.example" + number + "@example.com",
                number == 0 ? "ADMIN" : "USER",
                Instant.ofEpochSecond(1_790_000_000L + number));
    }
}
