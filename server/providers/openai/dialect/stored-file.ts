/** The kind under which files are stored, for whoever names them by id. */
export const FILE_KIND = 'file';
