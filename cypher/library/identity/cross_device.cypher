// Answers: How many people use one device, two, or more?
// Grain: one row per number of devices and browsers (identifiers of the kinds device and cookie) that somebody has.
// Parameters: none
// Returns: devices INTEGER, people INTEGER, events INTEGER
// Example: onepath query identity/cross_device
MATCH (person:Person)
WITH person,
     COUNT { (person)<-[:IDENTIFIES]-(identifier:Identifier) WHERE identifier.kind IN ['device', 'cookie'] } AS devices,
     COUNT { (person)<-[:IDENTIFIES]-()<-[:BY]-(:Event) } AS events
RETURN devices, count(*) AS people, sum(events) AS events
ORDER BY devices
