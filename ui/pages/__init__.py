"""The pages of the browser front end, one file each; `navigation` lists them."""
