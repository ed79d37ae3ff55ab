package dev.holdfast.ops;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

/** Keeps Logback from looking for files where {@link Logs} says what to do; without that, Logback does what it always does. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class CodeFirst extends ContextAwareBase implements Configurator {

    private static volatile boolean isWanted;

    static void wanted() {
        isWanted = true;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        return isWanted ? ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY : ExecutionStatus.NEUTRAL;
    }
}
