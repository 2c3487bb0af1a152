"""The program that serves the explorer: Streamlit, closed to other sites.

Run as `python -m onepath.app.explorer.server.web run SCRIPT ...`, with Streamlit's own options.
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.runtime import Runtime

HEADERS = {
    # A page of another site that holds ours in a frame could make its reader click in it without knowing.
    "x-frame-options": "SAMEORIGIN",
    "content-security-policy": "frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}


class Closed:
    """Adds to every answer what keeps other sites from holding the explorer in a frame."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """As every ASGI application is called."""

        async def with_headers(message: "Message") -> None:
            if message["type"] == "http.response.start":
                own = {name.encode(): value.encode() for name, value in HEADERS.items()}
                others = [pair for pair in message.get("headers", []) if pair[0].lower() not in own]
                message = {**message, "headers": [*others, *own.items()]}
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def main() -> None:
    """Serve as Streamlit's own command does."""
    # Uploaded files hold personal data.
    os.umask(0o077)
    from streamlit import net_util
    from streamlit.web import cli
    from streamlit.web.server.starlette import starlette_server

    create = vars(starlette_server)["create_starlette_app"]

    def closed(runtime: "Runtime") -> "Starlette":
        app: Starlette = create(runtime)
        app.add_middleware(Closed)
        return app

    vars(starlette_server)["create_starlette_app"] = closed
    # Where Streamlit refuses an origin it asks the internet for this machine's address. Not here.
    vars(net_util)["get_external_ip"] = lambda: None
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()
