// Fragment: whether what is counted begins with one of these letters. Needs: letter.
// Parameters:
//   letters: STRING - the letters of the sources' events
$letters CONTAINS letter
