// The demonstration organisation: made once, from a fixed seed, through the same intake as real visits.
// Its accounts work on loopback only, and get new passwords at every start.
#pragma once

#include <filesystem>
#include <vector>

#include "backend/auth/secrets.hpp"
#include "backend/blobs/blob_store.hpp"
#include "backend/http/services.hpp"
#include "backend/intake/visit_intake.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

// Fills an empty store; a store that holds the demonstration already only gets fresh missions and passwords.
// Fails when the store holds anything else: demonstration and real data never mix.
Result<std::vector<http::DemoAccount>> prepare_demo(Store& store, VisitIntake& intake, BlobStore& blobs, Passwords& passwords,
                                                    const std::filesystem::path& shared_files, std::int64_t now_ms);

bool holds_demo(Store& store);

}  // namespace constat::server
