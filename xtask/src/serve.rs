//! `serve`: the built folder over HTTP, on this machine alone, with the headers of a strict host.

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::{self, Next};
use axum::response::Response;
use serde_json::Value;
use tower_http::services::ServeDir;

use crate::build::build;
use crate::list::Lists;
use crate::site::is_hashed;
use crate::sizes;
use crate::workspace::Workspace;

/// What the page may do: run its own scripts and wasm, load its own files, and nothing else. It
/// goes out with the worker as well, which obeys the policy of its own answer. The image is the
/// icon of the stand-alone page; the element needs none.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
    require-trusted-types-for 'script'; trusted-types sanctions-lookup";

/// Nobody may show the page, or anything but the frame, inside a page of theirs. A host that
/// serves the frame in earnest says here who may: `frame-ancestors https://www.example.gov.uk`.
const NOT_FRAMED: HeaderValue = HeaderValue::from_static("frame-ancestors 'none'");

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");

/// Builds the site and serves it until it is stopped.
pub fn build_and_serve(workspace: &Workspace, port: u16, lists: &Lists) -> Result<()> {
    // A taken port is better said before the build than after it.
    let listeners = listen(port)?;
    let dist = workspace.root.join("dist");
    build(workspace, &dist, lists)?;
    println!("\n{}", sizes::read(&dist)?);
    println!("{}", describe_lists(&dist)?);
    serve(&dist, listeners)
}

/// Serves a folder as it is until it is stopped.
pub fn serve_folder(dist: &Path, port: u16) -> Result<()> {
    if !dist.join("index.html").exists() {
        bail!(
            "{} has no index.html: make it with cargo xtask build",
            dist.display()
        );
    }
    serve(dist, listen(port)?)
}

/// Listens on both addresses that `localhost` can mean, the first of which decides a free port.
fn listen(port: u16) -> Result<Vec<TcpListener>> {
    let explain = |error: std::io::Error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "port {port} is taken by another program: stop that one, or choose another port with --port"
        ),
        _ => anyhow!(error).context(format!(
            "cannot listen on port {port}: choose another one with --port"
        )),
    };
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(explain)?;
    let mut listeners = vec![first];
    let bound = listeners[0].local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, bound)) {
        Ok(second) => listeners.push(second),
        Err(error) if error.kind() == ErrorKind::AddrInUse && port != 0 => {
            return Err(explain(error));
        }
        // A machine without IPv6 is served on the first address alone.
        Err(_) => {}
    }
    Ok(listeners)
}

fn serve(dist: &Path, listeners: Vec<TcpListener>) -> Result<()> {
    let files = ServeDir::new(dist).precompressed_br().precompressed_gzip();
    let site = Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn(add_headers));
    let port = listeners
        .first()
        .context("nothing to listen on")?
        .local_addr()?
        .port();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let mut servers = Vec::new();
        for listener in listeners {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            servers.push(tokio::spawn(
                axum::serve(listener, site.clone()).into_future(),
            ));
        }
        println!("Serving on http://localhost:{port} (Ctrl+C stops it)");
        for server in servers {
            server.await??;
        }
        Ok(())
    })
}

async fn add_headers(request: Request, next: Next) -> Response {
    let hashed = request
        .uri()
        .path()
        .rsplit('/')
        .next()
        .is_some_and(is_hashed);
    let is_frame = request.uri().path().ends_with("/embed.html");
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status().as_u16() == 304;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (VARY, "Accept-Encoding"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !is_frame {
        // A second policy: what a page does must be allowed by both.
        headers.append(CONTENT_SECURITY_POLICY, NOT_FRAMED);
    }
    headers.insert(
        CACHE_CONTROL,
        if hashed && found {
            FOR_EVER
        } else {
            ASK_EACH_TIME
        },
    );
    let text = match headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes) {
        Some(b"text/html") => Some("text/html; charset=utf-8"),
        Some(b"text/javascript") => Some("text/javascript; charset=utf-8"),
        Some(b"text/css") => Some("text/css; charset=utf-8"),
        _ => None,
    };
    if let Some(text) = text {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(text));
    }
    response
}

/// One paragraph a list, from the manifest that is served.
fn describe_lists(dist: &Path) -> Result<String> {
    let manifest =
        fs::read(dist.join("data/manifest.json")).context("cannot read data/manifest.json")?;
    let manifest: Value = serde_json::from_slice(&manifest).context("data/manifest.json")?;
    let mut text = String::new();
    for list in manifest["lists"].as_array().into_iter().flatten() {
        let words =
            |field: &str, missing: &'static str| list[field].as_str().unwrap_or(missing).to_owned();
        let counts = &list["counts"];
        let warnings: u64 = list["warnings"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, n)| n.as_u64())
            .sum();
        text += &format!(
            "  {}\n    published {}, last checked {}, valid until {}\n    {} designations with {} names, {} warnings\n",
            words("title", "a list without a title"),
            words("published", "at an unknown date"),
            words("checked_at", "at an unknown time"),
            words("valid_until", "an unknown time"),
            counts["designations"],
            counts["names"],
            warnings,
        );
        if list["sample"] == true {
            text += "    THE SAMPLE LIST: every name on it is invented\n";
        }
    }
    Ok(text)
}
