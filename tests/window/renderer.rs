//! Draws what egui wants drawn, without a graphics card: the same picture on every machine.

use std::collections::HashMap;

use eframe::egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use eframe::egui::{
    self, Color32, Context, FullOutput, Pos2, Rect, TextureFilter, TextureId, TexturesDelta,
};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};
use jointly::theme;

/// Red, green, blue and opacity from 0 to 1; the colours multiplied by the opacity, as egui has them.
type Paint = [f32; 4];

fn paint(color: Color32) -> Paint {
    color.to_array().map(|part| f32::from(part) / 255.0)
}

/// Draws triangles on the processor.
#[derive(Default)]
pub struct Renderer {
    textures: HashMap<TextureId, Texture>,
}

impl TestRenderer for Renderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                let ImageData::Color(pixels) = &image.image;
                let [width, height] = pixels.size;
                let corner = image.pos.unwrap_or_default();
                let texture = self.textures.entry(id).or_default();
                if image.pos.is_none() {
                    texture.resize([width, height]);
                    texture.sharp = image.options.magnification == TextureFilter::Nearest;
                }
                for (n, pixel) in pixels.pixels.iter().enumerate() {
                    texture.set(corner[0] + n % width, corner[1] + n / width, *pixel);
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let ground = theme::clear(&ctx.global_style().visuals);
        let mut canvas = Canvas::new(whole(size.x), whole(size.y), ground);
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = clipped.primitive else {
                continue;
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or_else(|| format!("no texture {:?}", mesh.texture_id))?;
            canvas.draw(&mesh, texture, clipped.clip_rect * scale, scale);
        }
        Ok(canvas.picture())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on a screen are small, and below 0 is at its edge"
)]
fn whole(value: f32) -> usize {
    value.round().max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "places on a screen are small")]
fn fraction(value: usize) -> f32 {
    value as f32
}

#[derive(Default)]
struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Paint>,
    /// Whether its pixels are shown as squares, not blended into each other.
    sharp: bool,
}

impl Texture {
    fn resize(&mut self, [width, height]: [usize; 2]) {
        (self.width, self.height) = (width, height);
        self.pixels = vec![[0.0; 4]; width * height];
    }

    fn set(&mut self, x: usize, y: usize, color: Color32) {
        self.pixels[y * self.width + x] = paint(color);
    }

    fn at(&self, x: f32, y: f32) -> Paint {
        let column = whole(x.floor()).min(self.width - 1);
        let row = whole(y.floor()).min(self.height - 1);
        self.pixels[row * self.width + column]
    }

    /// The colour at a place from 0 to 1 in both directions.
    fn sample(&self, uv: Pos2) -> Paint {
        let (x, y) = (uv.x * fraction(self.width), uv.y * fraction(self.height));
        if self.sharp {
            return self.at(x, y);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (right, down) = (x - x.floor(), y - y.floor());
        let top = blend(self.at(x, y), self.at(x + 1.0, y), right);
        let bottom = blend(self.at(x, y + 1.0), self.at(x + 1.0, y + 1.0), right);
        blend(top, bottom, down)
    }
}

fn tint(a: Paint, b: Paint) -> Paint {
    std::array::from_fn(|n| a[n] * b[n])
}

fn blend(a: Paint, b: Paint, share: f32) -> Paint {
    std::array::from_fn(|n| a[n] + (b[n] - a[n]) * share)
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Paint>,
}

impl Canvas {
    fn new(width: usize, height: usize, ground: Color32) -> Self {
        Self { width, height, pixels: vec![paint(ground); width * height] }
    }

    fn draw(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|n| mesh.vertices[corners[n] as usize]);
            self.triangle(corners.map(|corner| scaled(corner, scale)), texture, clip);
        }
    }

    fn triangle(&mut self, corners: [Vertex; 3], texture: &Texture, clip: Rect) {
        let [a, b, c] = corners.map(|corner| corner.pos);
        let area = cross(a, b, c);
        if area == 0.0 {
            return;
        }
        // Corners in the same turn, so that inside is on the same side of every edge.
        let edges = if area > 0.0 { [(b, c), (c, a), (a, b)] } else { [(c, b), (a, c), (b, a)] };
        let colors = corners.map(|corner| paint(corner.color));
        // Most of a window is of one colour; there it need not be worked out for every pixel.
        let plain = corners
            .iter()
            .all(|corner| corner.uv == corners[0].uv && corner.color == corners[0].color);
        let plain = plain.then(|| tint(texture.sample(corners[0].uv), colors[0]));
        let bounds = Rect::from_points(&[a, b, c]).intersect(clip);
        let first_edges = edges.map(|(from, to)| is_top_or_left(from, to));
        for y in whole(bounds.top() - 0.5)..whole(bounds.bottom() + 0.5).min(self.height) {
            for x in whole(bounds.left() - 0.5)..whole(bounds.right() + 0.5).min(self.width) {
                let at = egui::pos2(fraction(x) + 0.5, fraction(y) + 0.5);
                let sides = edges.map(|(from, to)| cross(from, to, at));
                let outside = |n: usize| sides[n] < 0.0 || sides[n] == 0.0 && !first_edges[n];
                if outside(0) || outside(1) || outside(2) || !clip.contains(at) {
                    continue;
                }
                let source = plain.unwrap_or_else(|| {
                    let shares = sides.map(|side| side / area.abs());
                    let mix =
                        |of: [f32; 3]| of[0] * shares[0] + of[1] * shares[1] + of[2] * shares[2];
                    let uv = egui::pos2(
                        mix(corners.map(|corner| corner.uv.x)),
                        mix(corners.map(|corner| corner.uv.y)),
                    );
                    let color = |part: usize| mix(colors.map(|color| color[part]));
                    tint(texture.sample(uv), std::array::from_fn(color))
                });
                let target = &mut self.pixels[y * self.width + x];
                *target = std::array::from_fn(|k| source[k] + target[k] * (1.0 - source[3]));
            }
        }
    }

    fn picture(&self) -> RgbaImage {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 255"
        )]
        let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        let size = |side: usize| u32::try_from(side).expect("a screen");
        let mut picture = RgbaImage::new(size(self.width), size(self.height));
        for (pixel, paint) in picture.pixels_mut().zip(&self.pixels) {
            *pixel = Rgba(paint.map(byte));
        }
        picture
    }
}

fn scaled(corner: Vertex, scale: f32) -> Vertex {
    Vertex { pos: (corner.pos.to_vec2() * scale).to_pos2(), ..corner }
}

/// Twice the area of the triangle; its sign tells which way round it goes.
fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Of two triangles that share an edge, it belongs to the one below or to the right of it.
fn is_top_or_left(from: Pos2, to: Pos2) -> bool {
    to.y < from.y || to.y == from.y && to.x > from.x
}
