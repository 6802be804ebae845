//! Pictures with their names and labels.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::compact::values_of;
use super::decode::{format_name, side, version_number};
use super::reader::{Member, Reader};
use super::values::{magnitude, missing, pixels, unknown};
use crate::engine::{Dataset, Example, Levels, Pixels, Shape};
use crate::formats::{Error, Unread};

/// What it takes to read pictures: their shape, and the values that their pixels have, where these are listed.
pub struct Grid {
    shape: Shape,
    values: Option<Vec<f64>>,
    levels: Arc<Levels>,
}

impl Grid {
    /// Pictures of this shape.
    pub fn new(shape: Shape, values: Option<Vec<f64>>) -> Self {
        let levels = values.as_deref().and_then(Levels::with);
        let levels = levels.unwrap_or_else(|| Arc::clone(Levels::whole()));
        Self { shape, values, levels }
    }

    /// What these members say of it; nothing where they are not all that it takes.
    pub fn of<'a>(reader: &mut Reader<'a>, members: &[Member<'a>]) -> Result<Option<Self>, Error> {
        let find = |key: &str| members.iter().find(|member| member.key == key);
        let (Some(format), Some(version), Some(width), Some(height)) =
            (find("format"), find("version"), find("width"), find("height"))
        else {
            return Ok(None);
        };
        reader.member(format, format_name)?;
        reader.member(version, version_number)?;
        let shape =
            Shape { width: reader.member(width, side)?, height: reader.member(height, side)? };
        let values = find("pixel_values").map(|values| reader.member(values, values_of));
        Ok(Some(Self::new(shape, values.transpose()?)))
    }

    /// The most pictures that are read.
    pub fn most(&self) -> usize {
        Dataset::MAX_EXAMPLES.min(Dataset::MAX_PIXELS / self.shape.cells())
    }

    /// Reads an array of examples. The observer is told how much is read, between two of them, and may break.
    pub fn examples(
        &self,
        reader: &mut Reader,
        observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Vec<Arc<Example>>, Unread> {
        let most = self.most();
        let mut examples = Vec::new();
        reader.elements(|reader, index| {
            if index == most {
                let expected = format!("at most {most} of {} pixels", self.shape.cells());
                let found = format!("more than {most} examples");
                return Err(reader.error(reader.at(), found, expected, "Split the file.").into());
            }
            examples.push(Arc::new(self.example(reader)?));
            reader.tell(observer)
        })?;
        Ok(examples)
    }

    /// Reads one example.
    pub fn example(&self, reader: &mut Reader) -> Result<Example, Error> {
        let at = reader.at();
        let (mut title, mut label, mut grid) = (String::new(), None, None);
        reader.object(|reader, key, key_at| {
            match key.as_ref() {
                "name" => title = name(reader)?,
                "label" => label = Some(magnitude(reader)?),
                "pixels" => {
                    let cells = pixels(reader, self.shape, self.values.as_deref())?;
                    grid = Some(Pixels::on(&self.levels, &cells));
                }
                _ => return Err(unknown(reader, key_at, &key, &["name", "label", "pixels"])),
            }
            Ok(())
        })?;
        let advice = "Give the output wanted for this picture, such as 1 or -1.";
        let rows = "Add its rows of pixels.";
        Ok(Example {
            name: title,
            label: label.ok_or_else(|| missing(reader, at, "label", advice))?,
            pixels: grid.ok_or_else(|| missing(reader, at, "pixels", rows))?,
        })
    }
}

/// Reads a name that is no longer than any may be.
pub fn name(reader: &mut Reader) -> Result<String, Error> {
    let at = reader.at();
    let name = reader.text()?;
    if name.chars().nth(Dataset::MAX_NAME).is_none() {
        return Ok(name.into_owned());
    }
    let found = format!("a name of {} characters", name.chars().count());
    let expected = format!("at most {}", Dataset::MAX_NAME);
    Err(reader.error(at, found, expected, "Shorten the name."))
}
