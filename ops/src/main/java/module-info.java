import ch.qos.logback.classic.spi.Configurator;
import dev.holdfast.ops.CodeFirst;

/** What the people on call look at: logs. */
module dev.holdfast.ops {
    requires static transitive org.jspecify;
    requires transitive dev.holdfast;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;

    exports dev.holdfast.ops;

    provides Configurator with
            CodeFirst;
}
