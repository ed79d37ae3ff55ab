package dev.holdfast.docs;

import dev.holdfast.config.ByteSize;
import dev.holdfast.ops.LogSettings;
import dev.holdfast.ops.Logs;
import dev.holdfast.ops.Rotation;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the page on logs shows. */
final class Logging {

    private Logging() {}

    // tag::start[]
    static void main() {
        Logs.start(LogSettings.of(Level.INFO, LogSettings.Format.JSON)
                .into(Path.of("logs"))
                .keeping(new Rotation(new ByteSize(50 << 20), 30, new ByteSize(1 << 30)))
                .quieting("org.flywaydb"));
    }
    // end::start[]

    // tag::line[]
    private static final Logger LOG = LoggerFactory.getLogger("shop.orders");

    static void paid(String order, long cents) {
        LOG.info("order {} was paid: {} cents", order, cents);
    }
    // end::line[]
}
