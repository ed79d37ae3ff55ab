package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.testkit.Backend;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The program of the README does what the README says. */
class HelloTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> App.serving(Hello.routes()));

    @Test
    void it_greets_takes_orders_and_tells_everything_that_is_wrong_with_one() {
        var client = BACKEND.overSocket();

        assertThat(client.get("/hello/Ann").textAt("/data/greeting")).isEqualTo("Hello Ann");
        assertThat(client.post("/orders", Map.of("what", "lamp", "howMany", 2)).status())
                .isEqualTo(201);
        assertThat(client.post("/orders", Map.of("what", "", "howMany", 0, "isAdmin", true))
                        .at("/errors"))
                .hasSize(3);
    }
}
