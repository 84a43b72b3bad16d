// What is held of a person with the files of their photos: a tar (ustar) of "person.json" and "photos/<sha256>.<type>".
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "backend/blobs/blob_store.hpp"

namespace constat::server {

void write_person_archive(BlobStore& blobs, const OrganisationId& organisation, std::string_view json, const std::set<std::string>& photos,
                          std::int64_t unix_s, const std::function<void(std::string_view)>& write);

}  // namespace constat::server
