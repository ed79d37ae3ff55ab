package dev.holdfast.app;

import dev.holdfast.Allowance;
import dev.holdfast.Exchange;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Response;
import dev.holdfast.routing.Routes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells clients what their limits have left (draft-ietf-httpapi-ratelimit-headers), on answers and errors alike; what several
 * limits say is a list.
 */
final class LimitFields implements Middleware {

    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";
    private static final long MILLIS = 1000;

    private final boolean isNeeded;
    private final boolean withOldFields;

    LimitFields(List<AddressLimit> limits, Routes routes) {
        this.isNeeded = limits.stream().anyMatch(each -> !each.limit().quota().isOff())
                || routes.all().stream().anyMatch(route -> !route.limits().isEmpty());
        this.withOldFields = limits.stream().anyMatch(AddressLimit::hasOldFields);
    }

    @Override
    public Handler around(Handler next) {
        return isNeeded
                ? request -> {
                    var answer = next.handle(request);
                    var allowances = Exchange.CURRENT.get().allowances();
                    return allowances.isEmpty() ? answer : told(answer, allowances);
                }
                : next;
    }

    private Response told(Response answer, List<Allowance> allowances) {
        var first = allowances.getFirst();
        var told = allowances.size() == 1
                ? answer.and(POLICY, first.policy()).and(STATE, state(first))
                : answer.and(POLICY, allowances.stream().map(Allowance::policy).collect(Collectors.joining(", ")))
                        .and(STATE, allowances.stream().map(LimitFields::state).collect(Collectors.joining(", ")));
        return withOldFields ? inOldWords(told, first) : told;
    }

    private static String state(Allowance allowance) {
        return '"' + allowance.limit() + "\";r=" + allowance.left() + ";t=" + allowance.seconds();
    }

    /** These fields hold one limit each: the first that was asked. Their time is that of the clock. */
    private static Response inOldWords(Response answer, Allowance first) {
        return answer.header("X-RateLimit-Limit", Long.toString(first.quota()))
                .header("X-RateLimit-Remaining", Long.toString(first.left()))
                .header("X-RateLimit-Reset", Long.toString(System.currentTimeMillis() / MILLIS + first.seconds()));
    }
}
