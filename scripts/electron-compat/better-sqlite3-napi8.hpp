// Put before every source of better-sqlite3 (-include). Before Node-API 10 a reference can hold objects and functions
// only, and better-sqlite3 keeps references to strings and to any value: here those hold a one-element array instead.
#pragma once
#include <napi.h>

namespace Napi {

template <typename T> class BoxedReference {
public:
	BoxedReference() {}
	BoxedReference(BoxedReference&& other) : box(std::move(other.box)) {}
	BoxedReference& operator=(BoxedReference&& other) { box = std::move(other.box); return *this; }
	static BoxedReference New(const T& value, uint32_t count = 0) {
		BoxedReference reference;
		reference.Reset(value, count);
		return reference;
	}
	bool IsEmpty() const { return box.IsEmpty(); }
	T Value() const { return box.Value().Get(0u).template As<T>(); }
	void Reset() { box.Reset(); }
	void Reset(const T& value, uint32_t) {
		if (!box.IsEmpty()) { box.Value().Set(0u, value); return; }
		Array array = Array::New(value.Env(), 1);
		array.Set(0u, value);
		box = Persistent(array.template As<Object>());
	}
private:
	ObjectReference box;
};

template <> class Reference<String> : public BoxedReference<String> {
public:
	using BoxedReference::BoxedReference;
	Reference() {}
	Reference(BoxedReference&& other) : BoxedReference(std::move(other)) {}
};

template <> class Reference<Value> : public BoxedReference<Value> {
public:
	using BoxedReference::BoxedReference;
	Reference() {}
	Reference(BoxedReference&& other) : BoxedReference(std::move(other)) {}
};

} // namespace Napi
