package dev.holdfast.docs;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;

import dev.holdfast.app.App;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.routing.Routes;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** The program README.md shows. */
final class Hello {

    private Hello() {}

    // tag::hello[]
    record Order(@NotBlank String what, @Min(1) int howMany) {}

    static Response greet(Request request) {
        return Response.ok("greeting", "Hello " + request.path("name"));
    }

    static Response order(Request request, Order order) {
        return Response.created("/orders/1", "order", order);
    }

    static Routes routes() {
        return group(
                "/",
                get("/hello/{name}").open().returns(String.class).to(Hello::greet),
                post("/orders")
                        .open()
                        .body(Order.class)
                        .returns(201, Order.class)
                        .to(Hello::order));
    }

    static void main() {
        Server.start(App.serving(routes()).build(), Listen.on("localhost", 8080));
    }
    // end::hello[]
}
