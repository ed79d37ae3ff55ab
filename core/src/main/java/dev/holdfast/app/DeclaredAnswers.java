package dev.holdfast.app;

import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Response;
import dev.holdfast.http.Success;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.Shape;
import java.util.Map;
import java.util.function.Consumer;

/** Compares each answer of a route with what the route declares, and reports the difference. For tests. */
final class DeclaredAnswers implements Middleware {

    private final Route route;
    private final Consumer<String> differences;

    DeclaredAnswers(Route route, Consumer<String> differences) {
        this.route = route;
        this.differences = differences;
    }

    @Override
    public Handler around(Handler next) {
        return request -> {
            var answer = next.handle(request);
            if (answer.status() < 400 && !isDeclared(answer)) {
                differences.accept(route + " answered " + answer.status() + " with " + words(answer.body())
                        + ", which it does not declare; it declares " + route.answers());
            }
            return answer;
        };
    }

    private boolean isDeclared(Response answer) {
        return route.answers().stream()
                .anyMatch(declared -> declared.status() == answer.status() && fits(answer.body(), declared.shape()));
    }

    private static boolean fits(Body body, Shape shape) {
        return switch (body) {
            case Body.Empty() -> shape instanceof Shape.Nothing;
            case Body.Json(Success(var data, var page)) ->
                switch (shape) {
                    case Shape.Nothing() -> false;
                    case Shape.One(var type) -> page == null && (type.isInstance(data) || holds(data, type));
                    case Shape.PageOf(var type) ->
                        page != null && page.items().stream().allMatch(type::isInstance);
                };
            case Body.Json(var value) -> shape instanceof Shape.One(var type) && type.isInstance(value);
            case Body.Bytes _, Body.FileOf _, Body.Stream _ ->
                shape instanceof Shape.One(var type) && type == byte[].class;
            case Body.Events _ -> shape instanceof Shape.One(var type) && type == Body.Event.class;
            case Body.Later _, Body.Upgrade _ -> true;
        };
    }

    private static boolean holds(Object data, Class<?> type) {
        return data instanceof Map<?, ?> named && named.values().stream().allMatch(type::isInstance);
    }

    private static String words(Body body) {
        return switch (body) {
            case Body.Json(Success(Map<?, ?> named, var _)) ->
                named.keySet() + " of "
                        + named.values().stream()
                                .map(value -> value.getClass().getSimpleName())
                                .toList();
            case Body.Json(Success(var data, var _)) -> data.getClass().getSimpleName();
            case Body.Json(var value) -> value.getClass().getSimpleName();
            case Body.Empty _,
                    Body.Bytes _,
                    Body.FileOf _,
                    Body.Stream _,
                    Body.Events _,
                    Body.Later _,
                    Body.Upgrade _ -> body.getClass().getSimpleName();
        };
    }
}
